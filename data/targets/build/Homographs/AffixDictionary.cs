using System.Text;

namespace TweetArchive.Homographs;

/// <summary>
/// A dictionary of Hunspell's form, read for its words: every stem with its suffixes (twofold ones too) and one prefix. A stem whose
/// beginning no wanted word has is passed over, since some dictionaries give hundreds of forms for a stem.
/// </summary>
internal sealed class AffixDictionary(bool deep = true)
{
    private readonly Dictionary<string, List<Affix>> suffixes = [];
    private readonly Dictionary<string, List<Affix>> prefixes = [];
    private readonly List<string[]> aliases = [];
    private readonly HashSet<string> hidden = [];
    private string flagKind = "char";
    private Encoding encoding = Encoding.Latin1;

    private sealed record Affix(string Strip, string Add, string[] Further, Condition Condition, bool Cross);

    /// <summary>Every word of the dictionary of which <paramref name="wanted"/> says that its beginning may be of use.</summary>
    public IEnumerable<string> Words(string affixFile, string wordFile, Func<string, bool> wanted)
    {
        if (File.Exists(affixFile))
            ReadAffixes(affixFile);
        string[] noFlags = [];
        foreach (string raw in File.ReadLines(wordFile, encoding).Skip(1))
        {
            string line = raw;
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0)
                line = line[..tab];
            int morph = line.IndexOf(' ', StringComparison.Ordinal);
            if (morph > 0 && line.AsSpan(morph + 1).Contains(':'))
                line = line[..morph];
            int slash = line.IndexOf('/', 1 < line.Length ? 1 : 0);
            while (slash > 0 && line[slash - 1] == '\\')
                slash = line.IndexOf('/', slash + 1);
            string stem = (slash < 0 ? line : line[..slash]).Replace("\\/", "/", StringComparison.Ordinal).Trim();
            string[] flags = slash < 0 ? noFlags : Flags(line[(slash + 1)..].Trim());
            if (stem.Length == 0 || flags.Any(hidden.Contains))
                continue;
            foreach (string word in Expand(stem, flags, wanted))
                yield return word;
        }
    }

    private IEnumerable<string> Expand(string stem, string[] flags, Func<string, bool> wanted)
    {
        if (wanted(stem))
        {
            yield return stem;
            foreach (string word in Suffixed(stem, flags, deep ? 2 : 1, wanted))
                yield return word;
        }

        if (!deep)
            yield break;
        foreach (string flag in flags)
        {
            if (!prefixes.TryGetValue(flag, out List<Affix>? list))
                continue;
            foreach (Affix prefix in list)
            {
                if (!stem.StartsWith(prefix.Strip, StringComparison.Ordinal) || !prefix.Condition.AtStart(stem))
                    continue;
                string prefixed = prefix.Add + stem[prefix.Strip.Length..];
                if (!wanted(prefixed))
                    continue;
                yield return prefixed;
                if (!prefix.Cross)
                    continue;
                foreach (string word in Suffixed(prefixed, flags, 1, wanted))
                    yield return word;
            }
        }
    }

    private IEnumerable<string> Suffixed(string stem, string[] flags, int depth, Func<string, bool> wanted)
    {
        foreach (string flag in flags)
        {
            if (!suffixes.TryGetValue(flag, out List<Affix>? list))
                continue;
            foreach (Affix suffix in list)
            {
                if (!stem.EndsWith(suffix.Strip, StringComparison.Ordinal) || !suffix.Condition.AtEnd(stem))
                    continue;
                string word = string.Concat(stem.AsSpan(0, stem.Length - suffix.Strip.Length), suffix.Add);
                yield return word;
                if (depth <= 1 || suffix.Further.Length == 0 || !wanted(word))
                    continue;
                foreach (string longer in Suffixed(word, suffix.Further, depth - 1, wanted))
                    yield return longer;
            }
        }
    }

    private void ReadAffixes(string file)
    {
        string[] head = File.ReadAllLines(file, Encoding.Latin1);
        string? set = head.FirstOrDefault(line => line.StartsWith("SET ", StringComparison.Ordinal));
        if (set is not null)
            encoding = Named(set[4..].Trim());
        foreach (string line in File.ReadLines(file, encoding))
        {
            string[] part = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (part.Length < 2)
                continue;
            switch (part[0])
            {
                case "FLAG":
                    flagKind = part[1];
                    break;
                case "AF":
                    aliases.Add(aliases.Count == 0 && int.TryParse(part[1], out _) ? [] : Flags(part[1], alias: false));
                    break;
                case "NOSUGGEST" or "FORBIDDENWORD" or "ONLYINCOMPOUND":
                    hidden.Add(Flags(part[1], alias: false)[0]);
                    break;
                case "SFX" or "PFX":
                    ReadAffix(part);
                    break;
            }
        }
    }

    private void ReadAffix(string[] part)
    {
        Dictionary<string, List<Affix>> table = part[0] == "SFX" ? suffixes : prefixes;
        if (part.Length == 4 && part[2] is "Y" or "N" && !table.ContainsKey(part[1]))
        {
            table[part[1]] = [];
            crossing = part[2] == "Y";
            return;
        }

        if (part.Length < 4 || !table.TryGetValue(part[1], out List<Affix>? list))
            return;
        string add = part[3];
        string[] further = [];
        int slash = add.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            further = Flags(add[(slash + 1)..]);
            add = add[..slash];
        }

        if (further.Any(hidden.Contains))
            return;
        list.Add(new Affix(part[2] == "0" ? "" : part[2], add == "0" ? "" : add, further,
            new Condition(part.Length > 4 ? part[4] : "."), crossing));
    }

    private bool crossing;

    private string[] Flags(string text, bool alias = true)
    {
        if (alias && aliases.Count > 0 && int.TryParse(text, out int number) && number < aliases.Count)
            return aliases[number];
        if (flagKind == "num")
            return text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (flagKind == "long")
            return [.. Enumerable.Range(0, text.Length / 2).Select(i => text.Substring(2 * i, 2))];
        return [.. text.EnumerateRunes().Select(rune => rune.ToString())];
    }

    private static Encoding Named(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" => Encoding.UTF8,
        "MICROSOFT-CP1251" => CodePagesEncodingProvider.Instance.GetEncoding(1251)!,
        string iso when iso.StartsWith("ISO8859-", StringComparison.Ordinal) => Page("iso-8859-" + iso[8..]),
        string other => Page(other.ToLowerInvariant()),
    };

    private static Encoding Page(string name) =>
        name == "iso-8859-1" ? Encoding.Latin1
        : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    /// <summary>Hunspell's condition on the end (or beginning) of a stem: letters, dots and sets in brackets.</summary>
    private sealed class Condition
    {
        private readonly (bool Any, bool Not, string Letters)[] tests;

        public Condition(string text)
        {
            List<(bool, bool, string)> list = [];
            for (int i = 0; i < text.Length; i++)
            {
                int close = text[i] == '[' ? text.IndexOf(']', i) : -1;
                if (close > 0)
                {
                    bool not = text[i + 1] == '^';
                    list.Add((false, not, text[(i + (not ? 2 : 1))..close]));
                    i = close;
                }
                else
                    list.Add((text[i] == '.', false, text[i].ToString()));
            }

            tests = text == "." ? [] : [.. list];
        }

        public bool AtEnd(string stem) => Holds(stem, stem.Length - tests.Length);

        public bool AtStart(string stem) => Holds(stem, 0);

        private bool Holds(string stem, int from)
        {
            if (from < 0 || from + tests.Length > stem.Length)
                return false;
            for (int i = 0; i < tests.Length; i++)
            {
                if (!tests[i].Any && tests[i].Letters.Contains(stem[from + i], StringComparison.Ordinal) == tests[i].Not)
                    return false;
            }

            return true;
        }
    }
}
