using System.Text.RegularExpressions;

namespace TweetArchive.Homographs;

/// <summary>The dictionaries' words that fold to a form of the lexicon or to a word that was read, with where they are from.</summary>
internal sealed class Lookup(LexiconForms lexicon, ReadList read)
{
    private static readonly Regex IpadicEntry = new(@"見出し語 \(([^ ]+)", RegexOptions.CultureInvariant);

    private readonly HashSet<string> readForms = [.. read.Forms];
    private readonly Dictionary<(string Language, string Form), Found> found = [];

    private sealed record Found(string Source, SortedSet<string> Spellings, SortedSet<string> Targets, bool IsForm);

    /// <summary>Where a form is an ordinary word: the first dictionary, and the spellings that differ from it; null where none has it.</summary>
    public (string Source, string Spellings)? Word(string language, string form)
    {
        if (!found.TryGetValue((language, form.TrimEnd('*')), out Found? hit))
            return null;
        return (hit.Source, string.Join(' ', hit.Spellings.Where(word => word != form && !word.Contains(' ', StringComparison.Ordinal)).Take(4)));
    }

    public void Search(string work, string[] dictionary)
    {
        (string source, string language, string kind, string path) = (dictionary[0], dictionary[1], dictionary[2], Path.Combine(work, dictionary[3]));
        foreach (string word in Words(kind, path))
        {
            string folded = Folder.Fold(word).Trim();
            if (folded.Length == 0)
                continue;
            if (lexicon.Forms.TryGetValue(folded, out List<Origin>? origins))
                Add(source, language, folded, word, origins, isForm: true);
            else if (lexicon.OpenOrigin(folded, language) is Origin origin)
                Add(source, language, folded, word, [origin], isForm: false);
            else if (readForms.Contains(folded))
                Add(source, language, folded, word, [], isForm: false);
        }
    }

    /// <summary>Words that fold to a form and were neither read nor set aside.</summary>
    public int WriteUnread(string file)
    {
        string[] rows =
        [
            .. found.Where(pair => pair.Value.IsForm && !read.Knows(pair.Key.Language, pair.Key.Form))
                .OrderBy(pair => pair.Key.Language, StringComparer.Ordinal).ThenBy(pair => pair.Key.Form, StringComparer.Ordinal)
                .Select(pair => string.Join('\t', pair.Key.Language, pair.Key.Form, string.Join(' ', pair.Value.Spellings.Take(4)),
                    string.Join(' ', pair.Value.Targets), pair.Value.Source)),
        ];
        File.WriteAllLines(file, rows.Prepend("language\tform\tspellings\ttargets\tsource"));
        return rows.Length;
    }

    private IEnumerable<string> Words(string kind, string path) => kind switch
    {
        "affix" => new AffixDictionary().Words(Path.ChangeExtension(path, ".aff"), path, lexicon.MayBegin),
        "affix_once" => new AffixDictionary(deep: false).Words(Path.ChangeExtension(path, ".aff"), path, lexicon.MayBegin),
        "ipadic" => File.ReadLines(path).SelectMany(line => IpadicEntry.Matches(line)).Select(entry => entry.Groups[1].Value),
        "words" => File.ReadLines(path).Select(line => line.Split('/', ' ')[0].Trim()),
        _ => throw new InvalidDataException($"dictionaries.tsv: '{kind}' is no kind of dictionary"),
    };

    private void Add(string source, string language, string form, string word, List<Origin> origins, bool isForm)
    {
        // In scripts with case a word that is always written with a capital is a name, most often the lexicon's own.
        if (char.IsUpper(word[0]) && language != "de")
            return;
        lock (found)
        {
            if (!found.TryGetValue((language, form), out Found? hit))
                found[(language, form)] = hit = new Found(source, new(StringComparer.Ordinal), new(StringComparer.Ordinal), isForm);
            else if (string.CompareOrdinal(source, hit.Source) < 0)
                found[(language, form)] = hit = hit with { Source = source };
            hit.Spellings.Add(word);
            hit.Targets.UnionWith(origins.Select(origin => origin.Target));
        }
    }
}
