using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>Reads the files of names: names.tsv and its companions, and the first form, lexicon.tsv, that users may have.</summary>
internal sealed class LexiconReader(Func<string, (string Name, byte[] Bytes)> file)
{
    private readonly Paradigms paradigms = new();
    private readonly Dictionary<string, EndingPattern> endings = new(StringComparer.Ordinal) { ["any"] = EndingPattern.Any };

    private readonly Dictionary<string, string[]> rules = new(StringComparer.Ordinal);

    public SortedDictionary<string, Target> Targets { get; } = new(StringComparer.Ordinal);

    public List<Alias> Aliases { get; } = [];

    /// <summary>Of each alias, where its row is.</summary>
    public List<AliasPlace> Places { get; } = [];

    /// <summary>Whether a user's file has the columns of names.tsv.</summary>
    public static bool IsNames(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false));
        string[] header = (reader.ReadLine() ?? "").TrimStart('\uFEFF').Split('\t');
        return header.Contains("name") && header.Contains("sense");
    }

    public void ReadTargets()
    {
        foreach (TsvRow row in Tsv.Rows(file("targets.tsv"), "target_id", "group", "display_name", "type", "counts_for?", "campaigns?"))
        {
            if (!Targets.TryAdd(row[0], new Target(row[0], row[1], row[2], row[3], row[4], row[5])))
                throw row.Error($"the target '{row[0]}' is listed twice");
        }
    }

    /// <summary>Reads how names decline: before the first alias.</summary>
    public void ReadParadigms()
    {
        foreach (TsvRow row in Tsv.Rows(file("paradigms.tsv"), "paradigm", "ending", "forms"))
            paradigms.Add(row[0], row[1], row[2]);
        foreach (TsvRow row in Tsv.Rows(file("open_endings.tsv"), "key", "pattern"))
        {
            try
            {
                endings[row[0]] = EndingPattern.Parse(row[0], row[1]);
            }
            catch (FormatException wrong)
            {
                throw row.Error("the pattern cannot be read: " + wrong.Message);
            }
        }

    }

    public void ReadAliases()
    {
        for (int f = 0; f < AliasFile.All.Length; f++)
        {
            foreach (TsvRow row in Tsv.Rows(file(AliasFile.All[f].Name), AliasFile.All[f].Columns))
            {
                if (row[0].Length == 0 || row[1].Length == 0)
                    throw row.Error("target_id and alias must not be empty");
                // A user's own target needs no second file: it is listed under its id.
                Targets.TryAdd(row[0], new Target(row[0], "user", row[0], "organisation"));
                Aliases.Add(Alias(f, row, Aliases.Count));
                Places.Add(new AliasPlace(f, row.Line, row.Start));
            }
        }
    }

    /// <summary>The alias of one row.</summary>
    /// <param name="of">Its file, as an index of <see cref="AliasFile.All"/>.</param>
    /// <param name="row">With the columns of the file.</param>
    /// <param name="index">The alias's.</param>
    public Alias Alias(int of, TsvRow row, int index) => AliasFile.All[of].Name switch
    {
        "lexicon.tsv" => new Alias(
            index, row[0], row[1], Or(row[2], "und"), row[3], Or(row[4], "name"), ParseAmbiguity(row, 5), row[6], row[7],
            ParseMatch(row), Or(row[9], "neutral"), row[10], row[11], row.Line),
        "names.tsv" => Name(row, index),
        "handles.tsv" => Account(row, index, "handle", MatchKind.Handle, Ambiguity.Low),
        "domains.tsv" => Account(row, index, "domain", MatchKind.Domain, ParseAmbiguity(row, 2)),
        _ => Account(row, index, "flag", MatchKind.Flag, Ambiguity.Low),
    };

    public List<ContextTerm> ContextTerms()
    {
        var context = new List<ContextTerm>();
        foreach (TsvRow row in Tsv.Rows(file("context_terms.tsv"), "context_id", "role", "language", "term")
            .Concat(Tsv.Rows(file("contexts.tsv"), "context_id", "role", "language?", "term")))
        {
            ContextRole role = row[1] switch
            {
                "pos" => ContextRole.Positive,
                "neg" => ContextRole.Negative,
                "block" => ContextRole.Block,
                _ => throw row.Error($"role '{row[1]}' is not one of pos, neg, block"),
            };
            context.Add(new ContextTerm(row[0], role, row[2], row[3], row.Line));
        }

        return context;
    }

    public List<HandleId> HandleIds()
        => [.. Tsv.Rows(file("handles_userids.tsv"), "handle", "user_id", "target_id").Select(row => new HandleId(row[0], row[1], row[2]))];

    public List<Campaign> Campaigns() =>
    [
        .. Tsv.Rows(file("campaigns.tsv"), "campaign_id", "group").Select(row => new Campaign(row[0], LexiconWords.Split(row[1], ','))),
    ];

    private static string Or(string cell, string otherwise) => cell.Length == 0 ? otherwise : cell;

    private static Alias Account(TsvRow row, int index, string kind, MatchKind match, Ambiguity level)
        => new(index, row[0], row[1], "und", "", kind, level, "", "", match, "neutral", "", "", row.Line) { File = kind + "s.tsv" };

    private Alias Name(TsvRow row, int index)
    {
        string name = row[1], sense = row[4], paradigm = Or(row[5], "=");
        EndingPattern? ending = null;
        IReadOnlyList<string> forms = [name];
        if (paradigm == "open" || paradigm.StartsWith("open:", StringComparison.Ordinal))
        {
            string key = paradigm == "open" ? row[2].Split(',')[0] : paradigm["open:".Length..];
            if (!endings.TryGetValue(key, out ending))
                throw row.Error($"the open ending '{key}' is not in open_endings.tsv");
        }
        else
        {
            forms = paradigms.Expand(name, paradigm)
                ?? throw row.Error($"the paradigm '{paradigm}' is not in paradigms.tsv");
        }

        // Particles follow every Korean name.
        if (row[2] == "ko" && ending is null && name[^1] >= 0xAC00 && endings.TryGetValue("ko", out EndingPattern? particles))
            ending = particles;
        string[] rules = RulesOf(row[8]);
        bool isAcronym = IsAcronym(name, sense);
        string kind = sense is "demonym" or "office" or "metonym" or "media" ? "name" : sense;
        return new Alias(index, row[0], name, row[2], row[3], kind, ParseAmbiguity(row, 6), "", row[10],
            isAcronym ? MatchKind.CaseSensitiveAcronym : sense == "hashtag" ? MatchKind.Hashtag : MatchKind.TokenStrict,
            Or(row[9], "neutral"), row[7], "", row.Line)
        {
            Sense = sense,
            Paradigm = paradigm,
            File = "names.tsv",
            Rules = rules,
            IsOfOneLanguage = rules.AsSpan().Contains("gate"),
            Forms = WithOtherSpellings(forms, row[2]),
            Ending = ending,
        };
    }

    /// <summary>Forms with those in Serbian Cyrillic, and those without letters that many keyboards do not have.</summary>
    private static IReadOnlyList<string> WithOtherSpellings(IReadOnlyList<string> forms, string language)
    {
        if (language == "hbs" && forms[0].AsSpan().IndexOfAnyInRange('A', '\u024F') >= 0)
            forms = [.. forms, .. forms.Select(Paradigms.ToCyrillic)];
        foreach (string form in forms)
        {
            if (form.AsSpan().IndexOfAny('ß', 'æ') < 0)
                continue;
            forms = [.. forms, .. forms.Select(
                other => other.Replace("ß", "ss", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal))];
            break;
        }

        return forms.Count == 1 ? forms : [.. forms.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// BBC is a name of a medium, and an acronym all the same. Names that an acronym is short for are rows of the same sense, and no
    /// acronyms.
    /// </summary>
    private static bool IsAcronym(string name, string sense)
    {
        int letters = 0, capitals = 0, latinCapitals = 0;
        foreach (char c in name)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
            latinCapitals += char.IsUpper(c) && c < '\u0250' ? 1 : 0;
        }

        return (sense == "acronym" && capitals > 0 && 2 * capitals >= letters)
            || (sense != "hashtag" && name.Length is > 1 and <= 4 && latinCapitals == name.Length);
    }

    private string[] RulesOf(string cell)
    {
        if (!rules.TryGetValue(cell, out string[]? of))
            rules[cell] = of = LexiconWords.Split(cell.Replace(',', ';'), ';');
        return of;
    }

    private static Ambiguity ParseAmbiguity(TsvRow row, int column) => row[column] switch
    {
        "low" or "" => Ambiguity.Low,
        "medium" => Ambiguity.Medium,
        "high" => Ambiguity.High,
        _ => throw row.Error($"'{row[column]}' is not one of low, medium, high"),
    };

    private static MatchKind ParseMatch(TsvRow row) => row[8] switch
    {
        "token" or "" => MatchKind.Token,
        "token_strict" => MatchKind.TokenStrict,
        "stem" => MatchKind.Stem,
        "cs_acronym" => MatchKind.CaseSensitiveAcronym,
        "hashtag" => MatchKind.Hashtag,
        "hashtag_prefix" => MatchKind.HashtagPrefix,
        "handle" => MatchKind.Handle,
        "domain" => MatchKind.Domain,
        _ => throw row.Error(
            $"match '{row[8]}' is not one of token, token_strict, stem, cs_acronym, hashtag, hashtag_prefix, handle, domain"),
    };
}
