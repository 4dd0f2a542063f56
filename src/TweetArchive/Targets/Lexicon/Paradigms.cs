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

    public bool IsKnown(string paradigm) => paradigm.Split('+').All(key => key == "=" || byKey.ContainsKey(key));

    /// <summary>Every form of a name, its own spelling first.</summary>
    public IReadOnlyList<string> Expand(string name, string paradigm)
    {
        if (paradigm is "=" or "")
            return [name];
        string[] keys = paradigm.Split('+');
        string[] words = name.Split(' ');
        var all = new List<string> { "" };
        for (int w = 0; w < words.Length; w++)
        {
            string key = keys.Length == 1 ? (w == words.Length - 1 ? keys[0] : "=") : keys[Math.Min(w, keys.Length - 1)];
            IReadOnlyList<string> forms = Decline(words[w], key);
            all = [.. all.SelectMany(begun => forms.Select(form => begun.Length == 0 ? form : begun + " " + form)).Take(MostForms)];
        }

        return [name, .. all.Where(form => form != name).Distinct(StringComparer.Ordinal)];
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

    private List<string> Decline(string word, string key)
    {
        if (key == "=" || !byKey.TryGetValue(key, out List<(string Ending, string[] Forms)>? endings))
            return [word];
        (string Ending, string[] Forms)? best = null;
        foreach ((string Ending, string[] Forms) one in endings)
        {
            if (word.EndsWith(one.Ending, StringComparison.Ordinal) && (best is null || one.Ending.Length > best.Value.Ending.Length))
                best = one;
        }

        if (best is null)
            return [word];
        string stem = word[..(word.Length - best.Value.Ending.Length)];
        return [.. best.Value.Forms.Select(form => stem + form)];
    }
}
