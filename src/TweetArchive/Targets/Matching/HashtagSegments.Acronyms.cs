using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Acronyms of three letters: #boycottuae. So short a name is in many hashtags by chance, so the rest must be understood, and long enough.
internal sealed partial class HashtagSegments
{
    /// <summary>Letters of an acronym that is a part only next to words of its languages.</summary>
    public const int AcronymLetters = 3;

    private const int LongWord = 3, Alphabet = 26;

    /// <summary>An acronym of three Latin letters, folded.</summary>
    public static bool TryGetAcronym(PatternTable patterns, int pattern, out ReadOnlySpan<byte> acronym)
    {
        acronym = default;
        if (patterns.RoleOf(pattern) != PatternRole.Alias || patterns.VariantOf(pattern) != FormVariant.AsSpelled
            || patterns.FirstAliasOf(pattern) is not { IsName: true, Match: MatchKind.CaseSensitiveAcronym } alias
            || !Ascii.IsValid(alias.Text))
            return false;
        acronym = patterns.TextOf(pattern);
        return acronym.Length == AcronymLetters && !acronym.ContainsAnyExceptInRange((byte)'a', (byte)'z');
    }

    /// <summary>Whether three letters of the body are written like one word: all large, all small, or the first one large.</summary>
    public static bool IsWrittenAsOne(ReadOnlySpan<byte> body, ReadOnlySpan<byte> acronym)
    {
        for (int at = 0; at + acronym.Length <= body.Length; at++)
        {
            ReadOnlySpan<byte> written = body.Slice(at, acronym.Length);
            bool isSame = true;
            for (int i = 0; i < written.Length; i++)
                isSame &= (written[i] | 0x20) == acronym[i];
            ReadOnlySpan<byte> rest = written[1..];
            if (isSame && (!rest.ContainsAnyInRange((byte)'A', (byte)'Z')
                    || (IsLarge(written[0]) && !rest.ContainsAnyInRange((byte)'a', (byte)'z'))))
                return true;
        }

        return false;
    }

    private static bool IsLarge(byte letter) => letter is >= (byte)'A' and <= (byte)'Z';

    /// <summary>A bit for each three letters that are an acronym.</summary>
    private static Flat<ulong> AcronymsOf(PatternTable patterns)
    {
        ulong[] bits = new ulong[((Alphabet * Alphabet * Alphabet) + 63) / 64];
        for (int p = 0; p < patterns.Length; p++)
        {
            if (TryGetAcronym(patterns, p, out ReadOnlySpan<byte> acronym) && NumberOf(acronym) is int bit)
                bits[bit >> 6] |= 1UL << bit;
        }

        return bits;
    }

    private bool MayBeAcronym(ReadOnlySpan<byte> rest)
        => NumberOf(rest) is >= 0 and int bit && (acronyms[bit >> 6] & (1UL << bit)) != 0;

    /// <summary>The first three letters as one number, −1 for others than a to z.</summary>
    private static int NumberOf(ReadOnlySpan<byte> letters)
    {
        int number = 0;
        for (int i = 0; i < AcronymLetters; i++)
        {
            int letter = letters[i] - 'a';
            if ((uint)letter >= Alphabet)
                return -1;
            number = (number * Alphabet) + letter;
        }

        return number;
    }

    /// <summary>
    /// Divides a body that neither names nor words alone make up, with acronyms next to words of their languages. All other words have
    /// three letters, or one of them demands something of whom it names, or is a longer name.
    /// </summary>
    private static bool TryDivideWithAcronyms(HashtagParts of, ReadOnlySpan<byte> body, uint lists, Scratch scratch)
    {
        int best = int.MaxValue;
        for (int list = 0; list < of.Lists; list++)
        {
            if ((lists & (1u << list)) == 0)
                continue;
            int pieces = Divide(of, body, 1u << list, scratch, withAcronyms: true);
            if (pieces >= best || !IsUnderstood(of, body, scratch, out bool isStrong))
                continue;
            best = pieces;
            scratch.IsStrong = isStrong;
            scratch.Names.Clear();
            for (int at = body.Length; at > 0; at = scratch.From[at])
            {
                if (scratch.Entry[at] != Digit && (of.IsName(scratch.Entry[at]) || of.IsAcronym(scratch.Entry[at])))
                    scratch.Names.Add(scratch.Entry[at]);
            }
        }

        return best != int.MaxValue;
    }

    private static bool IsUnderstood(HashtagParts of, ReadOnlySpan<byte> body, Scratch scratch, out bool isStrong)
    {
        isStrong = false;
        bool hasLong = false, hasShort = false, hasName = false;
        for (int at = body.Length; at > 0; at = scratch.From[at])
        {
            int entry = scratch.Entry[at], from = scratch.From[at];
            if (entry == Digit || of.IsAcronym(entry))
                continue;
            bool isLong = CountLetters(body[from..at]) >= LongWord;
            hasLong |= isLong;
            hasShort |= !isLong;
            hasName |= of.IsName(entry);
            isStrong |= of.IsStrong(entry);
        }

        return isStrong || hasName || (hasLong && !hasShort);
    }
}
