using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Reads disguised words as what they represent, each reading a separate segment in the folded text. Not for two threads.
/// </summary>
internal sealed class DisguiseReader
{
    private const int ShortestWord = 4, ShortestLookalike = 5, ShortestInCapitals = 3, LongestPiece = 3, Longest = 40;
    private const int Tatweel = 0x640;

    private readonly Dictionary<int, int> toLatin = [];
    private readonly Dictionary<int, int> toCyrillic = [];
    private readonly Dictionary<int, int> ofSign = [];
    private readonly int[] letters = new int[Longest];
    private readonly int[] starts = new int[Longest + 1];
    private readonly int[] read = new int[Longest];
    private int count;

    public DisguiseReader(IReadOnlyList<(string Kind, string Written, string ReadAs)> table)
    {
        foreach ((string kind, string written, string readAs) in table)
        {
            int from = Rune.GetRuneAt(written, 0).Value, to = readAs[0];
            if (kind == "homoglyph")
            {
                toLatin.TryAdd(from, to);
                if (from is >= 0x400 and <= 0x4FF)
                    toCyrillic.TryAdd(to, from);
            }
            else if (kind == "digit_or_sign")
                ofSign.TryAdd(from, to);
        }
    }

    /// <summary>Every reading of the words in original bytes [from, to).</summary>
    public void Read(ReadOnlySpan<byte> text, int from, int to, TextAnalysis into)
    {
        for (int at = from; at < to;)
        {
            while (at < to && text[at] <= ' ')
                at++;
            int end = at;
            while (end < to && text[end] > ' ')
                end++;
            if (end > at && Disguises.IsToken(text[at..end]))
                ReadWord(text, at, end, into);
            at = end;
        }

        ReadSpaced(text, from, to, into);
    }

    private void ReadWord(ReadOnlySpan<byte> text, int at, int end, TextAnalysis into)
    {
        Decode(text, at, end);
        // Signs around a word are not part of it, except one that may represent its first or last letter.
        int first = 0, last = count;
        while (first < last && !IsWordSign(letters[first]))
            first++;
        while (last > first && (!IsWordSign(letters[last - 1]) || letters[last - 1] is '!' or '@' or '|'))
            last--;
        if (last - first < ShortestInCapitals)
            return;
        int latin = 0, others = 0, signs = 0, small = 0, runs = 0, looks = 0;
        for (int k = first; k < last; k++)
        {
            int c = letters[k];
            CharacterClass kind = CharacterTables.ClassOf(c);
            latin += (kind & CharacterClass.Latin) != 0 ? 1 : 0;
            small += (kind & CharacterClass.Lower) != 0 ? 1 : 0;
            others += c is >= 0x370 and <= 0x4FF ? 1 : 0;
            signs += ofSign.ContainsKey(c) ? 1 : 0;
            runs += k >= first + 2 && c == letters[k - 1] && c == letters[k - 2] ? 1 : 0;
            looks += c is '1' or '|' or '!' || (c == 'I' && k > first && letters[k - 1] is >= 'a' and <= 'z') ? 1 : 0;
        }

        int length = last - first;
        ReadParted(first, last, into);
        if (latin > 0 && others > 0)
        {
            Map(first, last, toLatin, isKept: c => (CharacterTables.ClassOf(c) & CharacterClass.Latin) != 0, into);
            Map(first, last, toCyrillic, isKept: c => c is >= 0x370 and <= 0x4FF, into);
        }

        if (signs > 0 && latin > 0 && signs < length && (length >= ShortestWord || small == 0))
            Map(first, last, ofSign, isKept: c => (CharacterTables.ClassOf(c) & CharacterClass.Latin) != 0, into);
        if (looks > 0 && length >= ShortestLookalike)
            ReadLookalikes(first, last, into);
        if (runs > 0 && length >= ShortestWord)
        {
            Collapse(first, last, 1, into);
            Collapse(first, last, 2, into);
        }
    }

    private bool IsWordSign(int c) => ofSign.ContainsKey(c) || (CharacterTables.ClassOf(c) & CharacterClass.Letter) != 0;

    /// <summary>Each letter as the table has it; nothing when one is neither kept nor in the table.</summary>
    private void Map(int first, int last, Dictionary<int, int> table, Func<int, bool> isKept, TextAnalysis into)
    {
        for (int k = first; k < last; k++)
        {
            int c = letters[k];
            if (isKept(c))
                read[k] = c;
            else if (table.TryGetValue(c, out int to))
                read[k] = to;
            else
                return;
        }

        into.AddReading(read.AsSpan(first, last - first), starts.AsSpan(first, last - first + 1));
    }

    /// <summary>I l 1 | ! for one another: the first letter of a word is i, the others l.</summary>
    private void ReadLookalikes(int first, int last, TextAnalysis into)
    {
        for (int k = first; k < last; k++)
        {
            int c = letters[k];
            if (c is '1' or '|' or '!' or 'I' || (c == 'l' && k == first))
                read[k] = k == first ? 'i' : 'l';
            else if ((CharacterTables.ClassOf(c) & CharacterClass.Letter) != 0)
                read[k] = c;
            else
                return;
        }

        into.AddReading(read.AsSpan(first, last - first), starts.AsSpan(first, last - first + 1));
    }

    /// <summary>
    /// The word without the signs that part its letters, if the pieces are short; and in longer words one star for each of the vowels.
    /// </summary>
    private void ReadParted(int first, int last, TextAnalysis into)
    {
        Span<int> kept = stackalloc int[Longest], places = stackalloc int[Longest + 1];
        int n = 0, piece = 0, shortest = int.MaxValue, parts = 0, star = -1, stars = 0;
        for (int k = first; k < last; k++)
        {
            int c = letters[k];
            if (Disguises.IsPartingSign(c))
            {
                parts += c != Tatweel ? 1 : 0;
                shortest = c == Tatweel ? shortest : Math.Min(shortest, piece);
                piece = c == Tatweel ? piece : 0;
                (star, stars) = c == '*' ? (k, stars + 1) : (star, stars);
                continue;
            }

            if ((CharacterTables.ClassOf(c) & CharacterClass.Letter) == 0)
                return;
            places[n] = starts[k];
            kept[n++] = c;
            piece++;
        }

        if (parts == 0 || n < ShortestInCapitals)
            return;
        places[n] = starts[last];
        if (Math.Min(shortest, piece) <= LongestPiece)
            into.AddReading(kept[..n], places[..(n + 1)]);
        if (stars != 1 || parts != 1 || last - first < ShortestLookalike)
            return;
        foreach (int vowel in VowelsLike(letters[first]))
        {
            letters.AsSpan(first, last - first).CopyTo(read.AsSpan(first));
            read[star] = vowel;
            into.AddReading(read.AsSpan(first, last - first), starts.AsSpan(first, last - first + 1));
        }
    }

    private static ReadOnlySpan<char> VowelsLike(int letter) => letter switch
    {
        >= 0x600 and <= 0x6FF => "اویي",
        >= 0x400 and <= 0x4FF => "аеиоуэяыі",
        _ => "aeiou",
    };

    /// <summary>Runs of a letter shortened.</summary>
    private void Collapse(int first, int last, int most, TextAnalysis into)
    {
        Span<int> kept = stackalloc int[Longest], places = stackalloc int[Longest + 1];
        int n = 0, run = 0;
        for (int k = first; k < last; k++)
        {
            run = k > first && letters[k] == letters[k - 1] ? run + 1 : 1;
            int length = 1;
            while (k + length < last && letters[k + length] == letters[k])
                length++;
            bool isLong = run + length - 1 >= 3;
            if (isLong && run > most)
                continue;
            places[n] = starts[k];
            kept[n++] = letters[k];
        }

        places[n] = starts[last];
        into.AddReading(kept[..n], places[..(n + 1)]);
    }

    /// <summary>Single letters with the same sign between them; fewer than four need capitals.</summary>
    private void ReadSpaced(ReadOnlySpan<byte> text, int from, int to, TextAnalysis into)
    {
        for (int at = from; at < to;)
        {
            _ = CodePoints.Decode(text, at, out int size);
            if (IsSingle(text, at, from, to))
            {
                int next = Spaced(text, at, from, to, into);
                at = Math.Max(at + size, next);
            }
            else
                at += size;
        }
    }

    private int Spaced(ReadOnlySpan<byte> text, int at, int from, int to, TextAnalysis into)
    {
        Span<int> kept = stackalloc int[Longest], places = stackalloc int[Longest + 1];
        int n = 0, small = 0, end = at;
        ReadOnlySpan<byte> sign = default;
        while (n < Longest && IsSingle(text, at, from, to))
        {
            int c = CodePoints.Decode(text, at, out int size);
            small += (CharacterTables.ClassOf(c) & CharacterClass.Lower) != 0 ? 1 : 0;
            places[n] = at;
            kept[n++] = c;
            end = at + size;
            ReadOnlySpan<byte> between = SignAt(text[end..to]);
            if (between.IsEmpty || (n > 1 && !between.SequenceEqual(sign)))
                break;
            sign = between;
            at = end + sign.Length;
        }

        places[n] = end;
        bool isArabic = (CharacterTables.ClassOf(kept[0]) & CharacterClass.Arabic) != 0;
        if (n >= ShortestWord || (n >= ShortestInCapitals && small == 0 && !isArabic))
            into.AddReading(kept[..n], places[..(n + 1)]);
        // The last letter may be a separate word: "and" is one letter.
        if (isArabic && n > ShortestWord)
            into.AddReading(kept[..(n - 1)], places[..n]);
        return end;
    }

    private static ReadOnlySpan<byte> SignAt(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith(". "u8))
            return rest[..2];
        if (rest.StartsWith("·"u8))
            return rest[..2];
        return !rest.IsEmpty && rest[0] is (byte)' ' or (byte)'.' or (byte)'-' or (byte)'_' or (byte)'*' or (byte)'/' ? rest[..1] : default;
    }

    private static bool IsSingle(ReadOnlySpan<byte> text, int at, int from, int to)
    {
        if (at >= to)
            return false;
        int c = CodePoints.Decode(text, at, out int size);
        CharacterClass kind = CharacterTables.ClassOf(c);
        if ((kind & (CharacterClass.Upper | CharacterClass.Lower | CharacterClass.Arabic | CharacterClass.Unspaced)) == 0)
            return false;
        bool goesOn = at + size < to && (WordBounds.ClassAt(text[..to], at + size) & CharacterClass.Word) != 0;
        bool begins = at == from || (WordBounds.ClassBefore(text, at) & CharacterClass.Word) == 0;
        return (kind & CharacterClass.Unspaced) != 0 ? begins || !goesOn : begins && !goesOn;
    }

    private void Decode(ReadOnlySpan<byte> text, int at, int end)
    {
        count = 0;
        while (at < end && count < Longest)
        {
            letters[count] = CodePoints.Decode(text, at, out int size);
            starts[count++] = at;
            at += size;
        }

        starts[count] = at;
    }
}
