using System.Text;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Csv;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>The tweet texts that the matching benchmarks share, and the lexicons they are searched for.</summary>
internal static class MatchingTexts
{
    public const string Archive = "archive", Mixed = "mixed scripts";
    public const string Shipped = "shipped", TenThousand = "10,000";

    private const int Tweets = 50_000;
    private const int Seed = 20261123;
    private const int Aliases = 10_000;

    /// <summary>
    /// <c>archive</c>: the texts of a synthetic archive of 50,000 tweets, as released. <c>mixed scripts</c>: the words of each of them
    /// alternating with the words of another one, of another language more often than not, so that no text keeps to one script.
    /// </summary>
    public static byte[][] Load(string name)
    {
        byte[] file = File.ReadAllBytes(SyntheticFile.Get(new JobOptions().Data, Tweets));
        int headerLength = file.AsSpan().IndexOf((byte)'\n') + 1;
        string[] header = [.. Encoding.UTF8.GetString(file, 0, headerLength).Trim().Split(',').Select(n => n.Trim('"'))];
        TweetSchema schema = TweetSchema.FromHeader(header);
        byte[] padded = [.. file.AsSpan(headerLength), .. new byte[Tokeniser.Padding]];
        var reader = new Texts(schema[TweetColumn.TweetText]);
        new RecordScanner(Tokeniser.Best, new RecordShape(header.Length, Quoted: true, schema.First))
            .Scan(padded, file.Length - headerLength, cutShort: false, ref reader);
        if (name == Archive)
            return [.. reader.All];
        string[] texts = [.. reader.All.Select(Encoding.UTF8.GetString)];
        return [.. texts.Select((text, i) => Encoding.UTF8.GetBytes(Interleave(text, texts[(i * 7919L + 1) % texts.Length])))];
    }

    public static TargetMatcher Compile(string lexicon) => TargetMatcher.Compile(LoadLexicon(lexicon));

    public static Lexicon LoadLexicon(string name) => name == Shipped ? Lexicon.LoadShipped() : LoadTenThousand();

    /// <summary>Everything that is compared with words, as the baselines search for it: folded to lower case by them, not by us.</summary>
    public static string[] Words(string lexicon) =>
        [.. LoadLexicon(lexicon).Aliases.Where(a => a.Match is not (MatchKind.Handle or MatchKind.Domain))
            .Select(a => a.Text.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    private static string Interleave(string text, string other)
    {
        string[] a = text.Split(' '), b = other.Split(' ');
        return string.Join(' ', a.SelectMany((word, i) => i < b.Length ? [word, b[i]] : new[] { word }));
    }

    /// <summary>The first line of a lexicon; alone, it is one without aliases.</summary>
    public const string LexiconHeader =
        "target_id\talias\tlanguage\tscript\tkind\tambiguity\tnote\tsource\tmatch\tpolarity\tcontext_id\tevidence\n";

    /// <summary>
    /// A lexicon: the shipped aliases and, up to ten thousand, names of one to three made-up words in Latin, Arabic and Cyrillic script.
    /// </summary>
    public static string TenThousandAliases()
    {
        Lexicon shipped = Lexicon.LoadShipped();
        string[] scripts = ["eeeaaooiinnttrrsslldmukcpgbvhzjy", "اااییرنمدهتوسبشکلخزعفجگپح", "оооеаиинтсррвлкмдпуязбгчйж"];
        var random = new Random(Seed);
        var rows = new StringBuilder(LexiconHeader);
        // A flag is not a spelling, and this form lists spellings.
        Alias[] spelled = [.. shipped.Aliases.Where(a => a.Match != MatchKind.Flag)];
        foreach (Alias a in spelled)
            rows.AppendJoin('\t', a.TargetId, a.Text, a.Language, a.Script, a.Kind, a.Ambiguity.ToString().ToLowerInvariant(), "", "",
                a.Match.Word(), a.Polarity, a.ContextId, "").Append('\n');
        for (int n = spelled.Length; n < Aliases; n++)
        {
            string letters = scripts[random.Next(scripts.Length)];
            IEnumerable<string> words = Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(5, 10)).Select(_ => letters[random.Next(letters.Length)])));
            rows.AppendJoin('\t', "synthetic", string.Join(' ', words), "und", "", "name", "low", "", "", "token", "neutral", "", "")
                .Append('\n');
        }

        return rows.ToString();
    }

    private static Lexicon LoadTenThousand()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tsv");
        File.WriteAllText(file, TenThousandAliases());
        try
        {
            return Lexicon.LoadFrom(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private readonly struct Texts(int column) : IRecordHandler
    {
        private readonly FieldText text = new();

        public List<byte[]> All { get; } = [];

        public void OnRecord(in Record record)
        {
            text.StartRecord();
            All.Add(text.Read(record, column).ToArray());
        }

        public void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }
}
