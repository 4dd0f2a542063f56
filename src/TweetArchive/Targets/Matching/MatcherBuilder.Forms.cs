using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>The forms of one alias as patterns.</summary>
internal sealed partial class MatcherBuilder
{
    private void AddFlag(Alias alias)
    {
        Rune[] letters = [.. alias.Text.EnumerateRunes()];
        if (letters.Length == 2 && letters.All(r => r.Value is >= 0x1F1E6 and <= 0x1F1FF))
            Flags[((letters[0].Value - 0x1F1E6) * 26) + letters[1].Value - 0x1F1E6] = alias.Index;
    }

    private void AddForms(Alias alias)
    {
        int a = alias.Index;
        bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym;
        string kindOfAll = "|" + alias.Ending?.Key + "|" + (alias.IsName ? "" : a.ToString(CultureInfo.InvariantCulture));
        bool takesPrefixes = !alias.IsName || alias.Language.Split(',').Any(l => l is "ar" or "he" or "und");
        for (int n = 0; n < alias.Forms.Count; n++)
        {
            string form = alias.Forms[n], fold = Folding.FoldText(form);
            if (fold.Length == 0)
                continue;
            bool first = n == 0;
            if (first)
                OneWord[a] = !fold.Contains(' ', StringComparison.Ordinal);
            bool arabic = (CharacterTables.Class[fold[0]] & CharacterClass.Arabic) != 0;
            int[] exact = acronym ? Pattern.CaseKey(form) : [];
            string kind = acronym ? "=" + form + kindOfAll : kindOfAll;
            Pattern own = AddForm(fold, "");
            if (first)
                NodeOf[a] = own.Node;
            own.IsCitation |= first;
            if (alias.IsName && (CharacterTables.Class[fold[0]] & CharacterClass.Latin) != 0)
                own.AddSpelling(form);
            if (alias.IsName && fold.Contains('\'', StringComparison.Ordinal))
                AddForm(fold.Replace('\'', ' ').Trim(), "").IsCitation |= first;
            if (arabic && fold.StartsWith("ال", StringComparison.Ordinal) && fold.Length > 4)
                AddForm("لل" + fold[2..], "contracted").IsCitation |= first;
            // M.E.K. and M.E.K, as acronyms were written and still are.
            if (acronym && fold.Length > 1 && fold.All(char.IsLetter))
            {
                string dotted = string.Join('.', fold.ToCharArray());
                AddForm(dotted, "dotted").IsCitation = true;
                AddForm(dotted + ".", "dotted").IsCitation = true;
            }

            if (fold.Contains(' ', StringComparison.Ordinal) && Join(form) is var joined
                && Encoding.UTF8.GetCharCount(joined) >= ShortestJoinedName)
            {
                Hashtags.Add((joined, a));
            }

            Pattern AddForm(string folded, string variant)
            {
                ref Pattern? pattern =
                    ref CollectionsMarshal.GetValueRefOrAddDefault(known, (TargetOf[a], NumberOf(folded), kind, variant), out bool isKnown);
                if (isKnown)
                {
                    pattern!.AddAlias(a);
                    pattern.TakesPrefixes |= takesPrefixes;
                    return pattern;
                }

                pattern = new Pattern
                {
                    Role = PatternRole.Alias,
                    Folded = Encoding.UTF8.GetBytes(folded),
                    Match = alias.Match,
                    Ending = alias.Ending,
                    PersianSuffixes = arabic && alias.Match == MatchKind.Token && alias.Language is "fa" or "und" or "ur",
                    ContractedArticle = variant == "contracted",
                    Exact = exact,
                    Dotted = variant == "dotted",
                    MayBeSmall = acronym && alias.IsName && variant.Length == 0 && folded.Length >= ShortestSmallAcronym,
                    TakesPrefixes = takesPrefixes,
                };
                pattern.AddAlias(a);
                Add(pattern, folded);
                return pattern;
            }
        }
    }

    private int NumberOf(string folded)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, folded, out bool isKnown);
        if (!isKnown)
            number = texts.Count - 1;
        return number;
    }

    private void Add(Pattern pattern) => Add(pattern, Encoding.UTF8.GetString(pattern.Folded));

    private void Add(Pattern pattern, string folded)
    {
        if (folded.Length == 0)
            return;
        pattern.Node = NumberOf(folded);
        int signs = NameIndex.FirstSigns(pattern.Folded);
        pattern.IsIndexed = indexesNames && pattern.Role == PatternRole.Alias && signs < pattern.Folded.Length
            && !pattern.Folded.AsSpan(0, signs).Contains((byte)' ');
        if (pattern.Role != PatternRole.Alias || !indexesNames)
            Trie.Add(pattern.Folded, Patterns.Count);
        Patterns.Add(pattern);
    }
}
