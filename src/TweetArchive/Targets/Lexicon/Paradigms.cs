using System.Text;

namespace TweetArchive.Targets;

/// <summary>
/// How words decline (paradigms.tsv): the longest ending that a word has is replaced by each form of its paradigm. A name of several
/// words declines by its last word, or word by word where the paradigms are joined by +.
/// </summary>
internal sealed class Paradigms
{
    // Of a name whose every word declines at most this many forms are made; the rest would be of no language.
    private const int MostForms = 4000;

    private readonly Dictionary<string, List<(string Ending, string[] Forms)>> byKey = new(StringComparer.Ordinal);

    public void Add(string key, string ending, string forms)
    {
        if (!byKey.TryGetValue(key, out List<(string, string[])>? endings))
            byKey[key] = endings = [];
        endings.Add((Plain(ending), [.. forms.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plain)]));
    }

    /// <summary>Every form of a name, its own spelling first; some may be equal. Null when a paradigm is not known.</summary>
    public IReadOnlyList<string>? Expand(string name, string paradigm)
    {
        if (paradigm is "=" or "")
            return [name];
        if (!paradigm.Contains('+', StringComparison.Ordinal))
        {
            if (!byKey.TryGetValue(paradigm, out List<(string, string[])>? last))
                return null;
            int space = name.LastIndexOf(' ') + 1;
            return [name, .. Decline(name[space..], last).Select(form => space == 0 ? form : name[..space] + form)];
        }

        string[] keys = paradigm.Split('+'), words = name.Split(' ');
        if (!Array.TrueForAll(keys, key => key == "=" || byKey.ContainsKey(key)))
            return null;
        IEnumerable<string> all = [""];
        for (int w = 0; w < words.Length; w++)
        {
            string word = words[w], key = keys[Math.Min(w, keys.Length - 1)];
            string[] forms = key == "=" ? [word] : Decline(word, byKey[key]);
            all = all.SelectMany(begun => forms.Select(form => begun.Length == 0 ? form : begun + " " + form)).Take(MostForms);
        }

        return [name, .. all];
    }

    /// <summary>Serbian, Croatian and Bosnian names in Cyrillic, letter by letter, the letters of two characters first.</summary>
    public static string ToCyrillic(string latin)
    {
        const string Letters = "abvgdđežzijklmnoprstćufhcčš";
        const string Cyrillic = "абвгдђежзијклмнопрстћуфхцчш";
        var text = new StringBuilder();
        for (int i = 0; i < latin.Length; i++)
        {
            char c = char.ToLowerInvariant(latin[i]);
            char next = i + 1 < latin.Length ? char.ToLowerInvariant(latin[i + 1]) : ' ';
            char to = (c, next) switch
            {
                ('d', 'ž') => 'џ',
                ('l', 'j') => 'љ',
                ('n', 'j') => 'њ',
                _ => Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and int at ? Cyrillic[at] : c,
            };
            text.Append(char.IsUpper(latin[i]) ? char.ToUpperInvariant(to) : to);
            if (to is 'џ' or 'љ' or 'њ')
                i++;
        }

        return text.ToString();
    }

    private static string Plain(string ending) => ending == "-" ? "" : ending;

    private static string[] Decline(string word, List<(string Ending, string[] Forms)> endings)
    {
        (string Ending, string[] Forms)? best = null;
        foreach ((string Ending, string[] Forms) one in endings)
        {
            if (word.EndsWith(one.Ending, StringComparison.Ordinal) && (best is null || one.Ending.Length > best.Value.Ending.Length))
                best = one;
        }

        if (best is null)
            return [word];
        string[] forms = new string[best.Value.Forms.Length];
        for (int n = 0; n < forms.Length; n++)
            forms[n] = string.Concat(word.AsSpan(0, word.Length - best.Value.Ending.Length), best.Value.Forms[n]);
        return forms;
    }
}
