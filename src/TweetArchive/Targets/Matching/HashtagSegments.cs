using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Hashtags written together: the whole body, folded and joined, is divided into names and words of one language's list, in the
/// fewest pieces. Where that fails, a sure long name at either end is a candidate.
/// </summary>
internal sealed partial class HashtagSegments
{
    // A piece that is not an entry.
    private const int Digit = -1;

    private const int ShortestName = 4, ShortestNameOfOtherScripts = 3, ShortestHangulName = 2, ShortestEdge = 6, ShortestRest = 4;

    // A bit for each hash of a name's first bytes: five or six, or four of a shorter name.
    private const int BeginningBits = 21, Beginning = 4;

    private readonly Flat<ulong> beginnings, acronyms;

    // Made for the first hashtag in which a name may begin: a run on few tweets may have none, and a command that matches nothing has none.
    private readonly Lazy<HashtagParts> parts;

    /// <param name="patterns">All patterns; names that may be a part of a hashtag are taken.</param>
    /// <param name="parts">Makes the parts.</param>
    public HashtagSegments(PatternTable patterns, Func<HashtagParts> parts)
    {
        ulong[] beginnings = new ulong[(1 << BeginningBits) / 64];
        byte[] buffer = new byte[256];
        for (int p = 0; p < patterns.Length; p++)
        {
            if (!TryJoin(patterns, p, ref buffer, out ReadOnlySpan<byte> joined))
                continue;
            int length = LongBeginning(joined[0]);
            uint bit = BitOf(joined, joined.Length < length ? Beginning : length);
            beginnings[bit >> 6] |= 1UL << (int)bit;
        }

        this.beginnings = beginnings;
        acronyms = AcronymsOf(patterns);
        this.parts = new Lazy<HashtagParts>(parts);
    }

    /// <param name="from">Has what <see cref="Save"/> wrote, without the parts.</param>
    /// <param name="parts">Reads the parts.</param>
    public HashtagSegments(FlatReader from, Func<HashtagParts> parts)
    {
        beginnings = from.Read<ulong>();
        acronyms = from.Read<ulong>();
        this.parts = new Lazy<HashtagParts>(parts);
    }

    /// <summary>Names and words of which hashtags are made.</summary>
    public HashtagParts Parts => parts.Value;

    public void Save(FlatWriter to)
    {
        to.Write(beginnings);
        to.Write(acronyms);
    }

    /// <summary>A name as hashtags write it, valid as long as the buffer; false for anything else, and for one that is too short.</summary>
    public static bool TryJoin(PatternTable patterns, int pattern, ref byte[] buffer, out ReadOnlySpan<byte> joined)
    {
        joined = default;
        if (patterns.RoleOf(pattern) != PatternRole.Alias || patterns.VariantOf(pattern) != FormVariant.AsSpelled
            || !patterns.FirstAliasOf(pattern).IsName)
            return false;
        ReadOnlySpan<byte> folded = patterns.TextOf(pattern);
        if (buffer.Length < folded.Length)
            buffer = new byte[2 * folded.Length];
        int length = 0;
        foreach (byte b in folded)
        {
            if (b is not ((byte)' ' or (byte)'\'' or (byte)'.'))
                buffer[length++] = b;
        }

        joined = buffer.AsSpan(0, length);
        int shortest = length == 0 ? int.MaxValue : joined[0] switch
        {
            < 0x80 => ShortestName,
            >= 0xEA and <= 0xED => ShortestHangulName,
            _ => ShortestNameOfOtherScripts,
        };
        return CountLetters(joined) >= shortest;
    }

    /// <summary>One worker's place for the pieces.</summary>
    internal sealed class Scratch
    {
        public int[] Pieces { get; set; } = new int[256];

        public int[] From { get; set; } = new int[256];

        public int[] Entry { get; set; } = new int[256];

        /// <summary>Every name and word in the body, by where it begins, the shorter ones first.</summary>
        public List<(int From, int To, int Entry)> Found { get; } = [];

        /// <summary>The names found last, as pattern numbers.</summary>
        public List<int> Names { get; } = [];

        /// <summary>Whether the names are only at an end of a body that is not understood.</summary>
        public bool IsEdge { get; set; }

        /// <summary>Whether an acronym of three letters may be in the body.</summary>
        public bool HasAcronym { get; set; }

        /// <summary>Whether an acronym is next to a word that demands something of whom it names.</summary>
        public bool IsStrong { get; set; }
    }

    /// <summary>Divides <paramref name="body"/>; the names are in the scratch.</summary>
    public void Divide(ReadOnlySpan<byte> body, Scratch scratch)
    {
        scratch.Names.Clear();
        scratch.IsEdge = scratch.IsStrong = false;
        if (scratch.Pieces.Length <= body.Length)
        {
            scratch.Pieces = new int[2 * body.Length];
            scratch.From = new int[2 * body.Length];
            scratch.Entry = new int[2 * body.Length];
        }

        HashtagParts of = Parts;
        uint lists = Find(of, body, scratch);
        int best = int.MaxValue;
        bool withoutWords = false, isWords = false;
        for (int list = 0; list < of.Lists; list++)
        {
            // Lists without a word of the body all divide it in the same way.
            if ((lists & (1u << list)) == 0)
            {
                if (withoutWords)
                    continue;
                withoutWords = true;
            }

            int pieces = Divide(of, body, 1u << list, scratch);
            if (pieces >= best)
                continue;
            scratch.Names.Clear();
            for (int at = body.Length; at > 0; at = scratch.From[at])
            {
                if (IsName(of, scratch.Entry[at]))
                    scratch.Names.Add(scratch.Entry[at]);
            }

            // Words alone are not a mention.
            if (scratch.Names.Count > 0)
                best = pieces;
            else
                isWords = true;
        }

        if (best == int.MaxValue && !(scratch.HasAcronym && !isWords && TryDivideWithAcronyms(of, body, lists, scratch)))
            AddEdges(of, body, scratch);
        for (int i = 0; i < scratch.Names.Count; i++)
            scratch.Names[i] = of.PatternOf(scratch.Names[i]);
    }

    /// <summary>Whether a name is anywhere in the body: without one there is nothing to divide.</summary>
    public bool HasName(ReadOnlySpan<byte> body)
    {
        // Every name but an acronym has four bytes, and begins with a whole character.
        for (int at = 0; at + Beginning <= body.Length; at++)
        {
            if ((body[at] & 0xC0) != 0x80
                && ((MayBegin(body[at..]) && Parts.HasNameAt(body[at..])) || (MayBeAcronym(body[at..]) && Parts.HasAcronymAt(body, at))))
                return true;
        }

        int last = body.Length - AcronymLetters;
        return last > 0 && MayBeAcronym(body[last..]) && Parts.HasAcronymAt(body, last);
    }

    private bool MayBegin(ReadOnlySpan<byte> rest)
    {
        int length = LongBeginning(rest[0]);
        return (rest.Length >= length && IsBeginning(BitOf(rest, length))) || IsBeginning(BitOf(rest, Beginning));
    }

    private bool IsBeginning(uint bit) => (beginnings[(int)(bit >> 6)] & (1UL << (int)bit)) != 0;

    private static int LongBeginning(byte first) => first < 0x80 ? 5 : 6;

    private static uint BitOf(ReadOnlySpan<byte> bytes, int length)
    {
        ulong first = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        for (int i = Beginning; i < length; i++)
            first |= (ulong)bytes[i] << (8 * i);
        return (uint)((first * 0x9E3779B97F4A7C15) >> (64 - BeginningBits));
    }

    private static bool IsName(HashtagParts of, int entry) => entry != Digit && of.IsName(entry);

    /// <summary>Notes what is in the body; returns which lists have words of it.</summary>
    private static uint Find(HashtagParts of, ReadOnlySpan<byte> body, Scratch scratch)
    {
        uint lists = 0;
        scratch.Found.Clear();
        scratch.HasAcronym = false;
        for (int at = 0; at < body.Length; at++)
        {
            foreach ((int length, int entry) in of.At(body[at..]))
            {
                scratch.Found.Add((at, at + length, entry));
                lists |= of.ListsOf(entry);
                scratch.HasAcronym |= of.IsAcronym(entry);
            }
        }

        return lists;
    }

    /// <summary>The fewest pieces, digits at will; int.MaxValue when the body cannot be divided.</summary>
    private static int Divide(HashtagParts of, ReadOnlySpan<byte> body, uint list, Scratch scratch, bool withAcronyms = false)
    {
        int[] pieces = scratch.Pieces;
        pieces.AsSpan(0, body.Length + 1).Fill(int.MaxValue);
        pieces[0] = 0;
        ReadOnlySpan<(int From, int To, int Entry)> found = CollectionsMarshal.AsSpan(scratch.Found);
        for (int at = 0, next = 0; at < body.Length; at++)
        {
            bool isReached = pieces[at] != int.MaxValue;
            if (isReached && body[at] is >= (byte)'0' and <= (byte)'9')
                Put(at, at + 1, Digit, pieces[at]);
            for (; next < found.Length && found[next].From == at; next++)
            {
                (_, int to, int entry) = found[next];
                if (isReached && (withAcronyms ? of.MayBeWithAcronym(entry, to - at, list) : of.MayBe(entry, list)))
                    Put(at, to, entry, pieces[at] + 1);
            }
        }

        return pieces[body.Length];

        void Put(int from, int to, int entry, int count)
        {
            // Of equally many pieces a name is better than a word.
            if (count > pieces[to] || (count == pieces[to] && (!IsName(of, entry) || IsName(of, scratch.Entry[to]))))
                return;
            pieces[to] = count;
            scratch.From[to] = from;
            scratch.Entry[to] = entry;
        }
    }

    private static void AddEdges(HashtagParts of, ReadOnlySpan<byte> body, Scratch scratch)
    {
        int letters = CountLetters(body), before = -1;
        foreach ((int from, int to, int entry) in scratch.Found)
        {
            if ((from > 0 && to < body.Length) || !of.IsName(entry))
                continue;
            int own = CountLetters(body[from..to]);
            if (own < ShortestEdge || letters - own < ShortestRest)
                continue;
            // The longest of those that begin at a place.
            if (from == before)
                scratch.Names[^1] = entry;
            else
                scratch.Names.Add(entry);
            (before, scratch.IsEdge) = (from, true);
        }
    }

    /// <summary>Characters of valid UTF-8, or of a part of it.</summary>
    private static int CountLetters(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }
}
