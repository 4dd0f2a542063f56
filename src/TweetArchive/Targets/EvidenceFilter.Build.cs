using System.Text;

namespace TweetArchive.Targets;

// Building the filter: the letters of each alias, its rarest window, the short names.
internal sealed partial class EvidenceFilter
{
    private void AddShort(Alias alias, string stream, Dictionary<char, byte> ids)
    {
        uint upper = 0, gaps = 0;
        string folded = Folding.FoldText(alias.Text);
        bool afterDot = false;
        int letter = 0;
        foreach (char c in folded)
        {
            if (!IsStreamLetter(c))
            {
                afterDot |= c == '.';
                continue;
            }

            // A space may come from a change of case within a hashtag, a dot can only come from a dot.
            if (letter > 0 && afterDot)
                gaps |= 1u << (stream.Length - 1 - letter);
            afterDot = false;
            letter++;
        }

        if (alias.Match == MatchKind.CaseSensitiveAcronym)
        {
            string original = Letters(alias.Text);
            for (int k = 0; k < original.Length && original.Length == stream.Length; k++)
            {
                if ((CharacterTables.Class[original[k]] & CharacterClass.Upper) != 0)
                    upper |= 1u << (stream.Length - 1 - k);
            }
        }

        bool cased = (CharacterTables.Class[stream[0]] & CharacterClass.Lower) != 0;
        AddShort(new ShortForm(stream.Length, (uint)Pack(stream, ids), upper, gaps, cased, 0));
    }

    private void AddShort(ShortForm form)
    {
        for (uint capital = form.Upper & 1; capital <= 1; capital++)
        {
            ref ushort first = ref shortFirst[(form.Letters & 0x3FFF) | (capital << 14)];
            shortForms.Add(form with { Next = first });
            first = (ushort)(shortForms.Count - 1);
        }
    }

    private static void AddContracted(string stream, Dictionary<char, byte> ids, HashSet<ulong> chosen)
    {
        foreach (char c in stream)
            ids.TryAdd(c, Other);
        chosen.Add(Pack(stream[..4], ids));
    }

    /// <summary>The window that ordinary text is least likely to have: rare letters, and not in the context terms of any target.</summary>
    private static string Rarest(string stream, int length, Dictionary<string, int> context)
    {
        string best = stream[..length];
        int bestScore = int.MinValue;
        for (int i = 0; i + length <= stream.Length; i++)
        {
            string w = stream.Substring(i, length);
            int score = -3 * context.GetValueOrDefault(w);
            foreach (char c in w)
            {
                int rank = LettersByFrequency.IndexOf(c, StringComparison.Ordinal);
                score += rank < 0 ? 20 : rank < 36 ? rank : rank - 36;
            }

            if (score > bestScore)
                (best, bestScore) = (w, score);
        }

        return best;
    }

    private static ulong Pack(string stream, Dictionary<char, byte> ids)
    {
        ulong w = 0;
        foreach (char c in stream)
            w = (w << 7) | ids[c];
        return w;
    }

    private static uint Slot(ulong window) => (uint)((window * Multiplier) >> 40);

    /// <summary>The letters of an alias as the stream has them.</summary>
    private static string Stream(Alias alias)
    {
        if (alias.Match is not (MatchKind.Hashtag or MatchKind.HashtagPrefix or MatchKind.Handle or MatchKind.Domain))
            return Letters(Folding.FoldText(alias.Text));
        return Letters(Folding.FoldText(alias.Text.TrimStart('#', '@')));
    }

    private static string Letters(string folded)
    {
        var s = new StringBuilder();
        foreach (char c in folded)
        {
            if (IsStreamLetter(c))
                s.Append(Base(c));
        }

        return s.ToString();
    }

    private static bool IsStreamLetter(char c) => (CharacterTables.Class[c] & (CharacterClass.Letter | CharacterClass.Digit)) != 0;

    /// <summary>й may come as и and a mark, so the stream knows only the letter without marks.</summary>
    private static char Base(char c)
    {
        while (CharacterTables.TryDecompose(c, out char first, out _))
            c = first;
        return c;
    }

    private void FillLetters(Dictionary<char, byte> ids)
    {
        byte[] idOf = new byte[0x10000];
        Array.Fill(idOf, Other);
        foreach ((char letter, byte id) in ids)
            idOf[letter] = id;
        for (int i = 0; i < CanonicalPairs.Triples.Length; i += 3)
            idOf[CanonicalPairs.Triples[i]] = ids.GetValueOrDefault(Base(CanonicalPairs.Triples[i]), Other);
        ushort[] fold = CharacterTables.Fold;
        CharacterClass[] classes = CharacterTables.Class;
        for (int c = 0; c < letters.Length; c++)
        {
            ushort folded = fold[c];
            CharacterClass k = classes[folded];
            if (folded is CharacterTables.Delete or CharacterTables.LatinMark)
                letters[c] = Nothing;
            else if (folded is >= CharacterTables.FirstExpansion and <= 0xF8FF)
                letters[c] = Complex;
            else if ((k & CharacterClass.Mark) != 0)
                letters[c] = Nothing;
            else if ((k & (CharacterClass.Letter | CharacterClass.Digit)) == 0)
                letters[c] = Gap;
            else
            {
                // Full-width and other forms of a capital are capitals too.
                bool upper = ((c < 0x2100 ? classes[c] : classes[CharacterTables.Compatible(c)]) & CharacterClass.Upper) != 0;
                letters[c] = (byte)(idOf[folded] | (upper ? UpperBit : 0));
            }
        }
    }
}
