using TweetArchive.Collections.CellForms;
using TweetArchive.Json;
using TweetArchive.Tweets;
using static TweetArchive.Collections.Api.ApiV2Paths;

namespace TweetArchive.Collections.Api;

/// <summary>Items of the lists <c>entities.urls</c> and <c>entities.mentions</c> of version 2.</summary>
/// <param name="wrong">See <see cref="JsonValues"/>.</param>
internal sealed class ApiV2Entities(WrongTypes? wrong = null)
{
    private readonly JsonValues values = new(Entity.Paths, objects: true, wrong);

    /// <summary>An item of a list that holds objects or words; words may have their sign before them.</summary>
    public void Append(TweetCells cells, ReadOnlySpan<byte> item, ListKind kind)
    {
        if (item.IsEmpty || item[0] != '{')
        {
            cells.AppendItem(
                kind == ListKind.Hashtags && item.StartsWith("#"u8) ? item[1..] : kind == ListKind.Mentions && item.StartsWith("@"u8)
                    ? item[1..] : item);
            return;
        }

        switch (kind)
        {
            case ListKind.Urls:
                AppendUrl(cells, item);
                break;
            case ListKind.Mentions:
                AppendMention(cells, item);
                break;
            default:
                values.Read(item);
                cells.AppendItem(values.Get(item, Entity.Word));
                break;
        }
    }

    /// <summary>Where a link leads in the end, if that is known; otherwise what was typed; otherwise the short link.</summary>
    public void AppendUrl(TweetCells cells, ReadOnlySpan<byte> item)
    {
        values.Read(item);
        cells.AppendItem(
            values.Get(item, values.Has(Entity.Unwound) ? Entity.Unwound : values.Has(Entity.Expanded) ? Entity.Expanded : Entity.Short));
    }

    /// <summary>The id, as most releases have it, otherwise the name. A page has the ids of those mentioned among its users.</summary>
    /// <param name="text">The page.</param>
    public void AppendMention(TweetCells cells, ReadOnlySpan<byte> item, ApiV2Includes? includes = null, ReadOnlySpan<byte> text = default)
    {
        values.Read(item);
        ReadOnlySpan<byte> name = values.Get(item, Entity.Username);
        ReadOnlySpan<byte> id = values.Get(item, Entity.Id);
        if (id.IsEmpty && includes is not null)
            id = includes.IdOf(text, name);
        cells.AppendItem(id.IsEmpty ? name : id);
    }
}
