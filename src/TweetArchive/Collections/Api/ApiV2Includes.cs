using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using TweetArchive.Json;
using TweetArchive.Text;
using static TweetArchive.Collections.Api.ApiV2Paths;

namespace TweetArchive.Collections.Api;

/// <summary>What a page includes besides its tweets, found by id: places in the page's text. Reused from page to page.</summary>
internal sealed class ApiV2Includes
{
    private const int LongestName = 64;

    private readonly JsonValues name = new(Name.Paths, objects: true);
    private readonly JsonValues reference = new(Reference.Paths, objects: true);
    private readonly JsonValues poll = new(Poll.Paths, objects: true);
    private readonly Dictionary<long, Range> users = new(SeededNumbers.Comparer);
    private readonly Dictionary<long, Range> tweets = new(SeededNumbers.Comparer);
    private readonly Dictionary<long, Range> polls = new(SeededNumbers.Comparer);
    private readonly Dictionary<ulong, Range> idsByName = new(SeededNumbers.Comparer);

    /// <param name="text">The page.</param>
    /// <param name="page">Its values.</param>
    public void Index(ReadOnlySpan<byte> text, JsonValues page)
    {
        Index(text, page, Page.Users, users, name, Name.Id);
        Index(text, page, Page.Referenced, tweets, reference, Reference.Id);
        Index(text, page, Page.Polls, polls, poll, Poll.Id);
    }

    /// <summary>The user, or nothing.</summary>
    public ReadOnlySpan<byte> UserOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id) => Find(text, users, id);

    public ReadOnlySpan<byte> TweetOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id) => Find(text, tweets, id);

    public ReadOnlySpan<byte> PollOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id) => Find(text, polls, id);

    /// <summary>The id of the user with this name, in any case, or nothing.</summary>
    public ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> username) =>
        idsByName.TryGetValue(Key(username), out Range place) ? text[place] : default;

    private void Index(ReadOnlySpan<byte> text, JsonValues page, int slot, Dictionary<long, Range> places, JsonValues values, int id)
    {
        bool named = values == name;
        places.Clear();
        if (named)
            idsByName.Clear();
        foreach (Range place in page.Items(slot))
        {
            values.Read(text[place]);
            if (TryId(values.Get(text[place], id), out long number))
                places[number] = place;
            if (named && values.Has(Name.Username) && values.Has(id))
                idsByName[Key(values.Get(text[place], Name.Username))] = Inside(place, values.StartOf(id),
                    values.Get(text[place], id).Length);
        }
    }

    private static Range Inside(Range outer, int start, int length) => (outer.Start.Value + start)..(outer.Start.Value + start + length);

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, Dictionary<long, Range> places, ReadOnlySpan<byte> id) =>
        TryId(id, out long number) && places.TryGetValue(number, out Range place) ? text[place] : default;

    private static bool TryId(ReadOnlySpan<byte> text, out long id) =>
        Utf8Parser.TryParse(text, out id, out int used) && used == text.Length;

    private static ulong Key(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[LongestName];
        name = name[..Math.Min(name.Length, LongestName)];
        Ascii.ToLower(name, lower, out int length);
        return XxHash3.HashToUInt64(lower[..length]);
    }
}
