using System.Text.RegularExpressions;

namespace TweetArchive.Homographs;

/// <summary>A row of names.tsv that a folded form comes from.</summary>
internal sealed record Origin(string Target, string Language, string Sense, string Name, string Level);

/// <summary>All forms of names.tsv with paradigms.tsv, folded, and the stems whose endings are open.</summary>
internal sealed class LexiconForms
{
    private readonly Dictionary<string, List<Origin>> forms = [];
    private readonly HashSet<string> beginnings = [];
    private readonly HashSet<string> openStems = [];
    private readonly Dictionary<string, List<OpenStem>> stems = [];

    private sealed record OpenStem(string Stem, Regex Ending, Origin Origin);

    public LexiconForms(string folder)
    {
        var paradigms = Rows(folder, "paradigms.tsv").GroupBy(row => row[0])
            .ToDictionary(group => group.Key, group => group.ToList());
        var endings = Rows(folder, "open_endings.tsv").ToDictionary(row => row[0], row => row[1]);
        foreach (string[] row in Rows(folder, "names.tsv"))
        {
            var origin = new Origin(row[0], row[1], row[3], row[4], row[6]);
            string[] words = row[4].Split(' ');
            string[] how = row[5].Split('+');
            List<string> made = [""];
            for (int i = 0; i < words.Length; i++)
            {
                // A paradigm alone is the last word's.
                string key = how.Length == words.Length ? how[i] : i == words.Length - 1 ? how[^1] : "=";
                IEnumerable<string> declined = paradigms.TryGetValue(key, out List<string[]>? cells) ? Decline(words[i], cells) : [words[i]];
                made = [.. made.SelectMany(start => declined.Select(word => start.Length == 0 ? word : start + " " + word))];
            }

            foreach (string form in made)
                Add(Folder.Fold(form).Trim(), origin);
            if (row[5].StartsWith("open", StringComparison.Ordinal) && words.Length == 1)
                Open(Folder.Fold(row[4]), row[5], origin, endings);
        }
    }

    public IReadOnlyDictionary<string, List<Origin>> Forms => forms;

    /// <summary>Whether a form, or a stem with an open ending, can come of a word that has this beginning, once its end is replaced.</summary>
    public bool MayBegin(string word)
    {
        string folded = Folder.Fold(word);
        if (folded.Length == 0)
            return false;
        string kept = folded[..Math.Max(1, folded.Length - 3)];
        if (beginnings.Contains(kept))
            return true;
        for (int length = 2; length <= kept.Length; length++)
        {
            if (openStems.Contains(kept[..length]))
                return true;
        }

        return false;
    }

    /// <summary>A word that dictionaries are asked about though it is no form of a name.</summary>
    public void AlsoWanted(string word) => AddBeginnings(word);

    /// <summary>The name whose stem and open ending, in a language that has open endings, make up the word.</summary>
    public Origin? OpenOrigin(string folded, string language)
    {
        for (int length = 2; length <= Math.Min(3, folded.Length); length++)
        {
            if (!stems.TryGetValue(folded[..length], out List<OpenStem>? list))
                continue;
            foreach (OpenStem open in list)
            {
                if (open.Origin.Language == language && folded.StartsWith(open.Stem, StringComparison.Ordinal)
                    && open.Ending.IsMatch(folded[open.Stem.Length..]))
                    return open.Origin;
            }
        }

        return null;
    }

    private void AddBeginnings(string form)
    {
        for (int n = 1; n <= form.Length; n++)
            beginnings.Add(form[..n]);
    }

    private void Add(string form, Origin origin)
    {
        if (form.Length == 0)
            return;
        if (!forms.TryGetValue(form, out List<Origin>? list))
            forms[form] = list = [];
        if (!list.Contains(origin))
            list.Add(origin);
        AddBeginnings(form);
    }

    private void Open(string stem, string key, Origin origin, Dictionary<string, string> endings)
    {
        // No ending is open for so short a stem in the matcher either.
        if (stem.Length < 2)
            return;
        foreach (string language in origin.Language.Split(','))
        {
            string name = key.Contains(':', StringComparison.Ordinal) ? key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..] : language;
            string pattern = name == "any" ? @"\w*" : endings.GetValueOrDefault(name, endings.GetValueOrDefault(name == "ms" ? "id" : name, ""));
            openStems.Add(stem);
            string begin = stem[..Math.Min(3, stem.Length)];
            if (!stems.TryGetValue(begin, out List<OpenStem>? list))
                stems[begin] = list = [];
            list.Add(new OpenStem(stem, new Regex("^(?:" + pattern + ")$", RegexOptions.CultureInvariant), origin with { Language = language }));
        }
    }

    /// <summary>The longest ending that the word has is replaced by each of the forms.</summary>
    private static IEnumerable<string> Decline(string word, List<string[]> cells)
    {
        string[]? best = null;
        foreach (string[] cell in cells)
        {
            string ending = cell[1] == "-" ? "" : cell[1];
            if (word.EndsWith(ending, StringComparison.Ordinal) && (best is null || ending.Length > (best[1] == "-" ? 0 : best[1].Length)))
                best = cell;
        }

        if (best is null)
            return [word];
        string stem = best[1] == "-" ? word : word[..^best[1].Length];
        return best[2].Split(' ').Select(form => form == "-" ? stem : stem + form);
    }

    public static IEnumerable<string[]> Rows(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t'));
}
