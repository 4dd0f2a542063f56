using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Coding;

/// <summary>Files that the page of `tweetarchive sample` saved, of one coder or several, put together.</summary>
internal sealed class CodingLabels
{
    private static readonly string[] Columns =
        ["sample", "coder", "dataset", "tweetid", "target_id", "decision", "rule", "language", "stratum_size", "label", "mentions"];

    private sealed record Unit(SampleStratum Stratum, long Size)
    {
        public List<(string Coder, CodedAs Answer, string[] Mentions)> Answers { get; } = [];
    }

    private readonly Dictionary<(string Dataset, long TweetId, string Target), Unit> units = [];
    private readonly SortedSet<string> coders = new(StringComparer.Ordinal);

    /// <summary>Which sample the labels are of.</summary>
    public string Sample { get; private set; } = "";

    public IReadOnlyCollection<string> Coders => coders;

    /// <summary>The answer of most coders; unclear if no answer has more than half.</summary>
    public IReadOnlyList<CodedUnit> Units => [.. units.Values.Select(Agree)];

    /// <summary>What each coder answered, unit by unit, for units of a target, or of all.</summary>
    public IReadOnlyList<CodedAs[]> Ratings(string? target) =>
        [.. units.Values.Where(u => target is null || u.Stratum.TargetId == target).Select(u => u.Answers.Select(a => a.Answer).ToArray())];

    /// <exception cref="UsageException">A file cannot be read, or is of another sample; the message says where.</exception>
    public static CodingLabels Read(IReadOnlyList<string> paths)
    {
        var labels = new CodingLabels();
        foreach (string path in paths)
        {
            if (!File.Exists(path))
                throw new UsageException($"--labels {path}: there is no such file.");
            try
            {
                labels.Read(path);
            }
            catch (TsvException e)
            {
                throw new UsageException("--labels: " + e.Message);
            }
        }

        if (labels.units.Values.All(u => u.Answers.Count == 0))
            throw new UsageException(
                "--labels: no tweet has a label yet. Open the page of tweetarchive sample, read, and save the labels.");
        return labels;
    }

    private void Read(string path)
    {
        HashSet<(string, long, string)> ofFile = [];
        foreach (TsvRow row in Tsv.Rows((path, File.ReadAllBytes(path)), Columns))
        {
            if (Sample.Length == 0)
                Sample = row[0];
            if (row[0] != Sample)
                throw row.Error($"a label of the sample {row[0]}, where others are of {Sample}. Evaluate one sample at a time");
            if (!long.TryParse(row[3], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                throw row.Error($"'{row[3]}' is not a tweetid");
            if (!long.TryParse(row[8], NumberStyles.None, CultureInfo.InvariantCulture, out long size) || size < 1)
                throw row.Error($"'{row[8]}' is not the size of a stratum");
            if (row[5] is not ("tag" or "candidate" or SampleStratum.Untagged))
                throw row.Error($"'{row[5]}' is not a decision: tag, candidate or untagged");
            if (row[9].Length > 0 && row[9] is not ("yes" or "no" or "unclear"))
                throw row.Error($"'{row[9]}' is not yes, no or unclear");
            if (!ofFile.Add((row[2], id, row[4])))
                throw row.Error($"the tweet {id} occurs twice for '{row[4]}'");
            var unit = new Unit(new SampleStratum(row[2], row[4], row[5], row[6], row[7]), size);
            if (!units.TryGetValue((row[2], id, row[4]), out Unit? known))
                units.Add((row[2], id, row[4]), known = unit);
            if (known.Stratum != unit.Stratum || known.Size != unit.Size)
                throw row.Error($"the tweet {id} is in another stratum than in the file before. The files are not of one sample");
            if (row[9].Length == 0)
                continue;
            if (row[1].Length == 0)
                throw row.Error("a label without a coder");
            if (known.Answers.Any(a => a.Coder == row[1]))
                throw row.Error($"the coder '{row[1]}' has labelled the tweet {id} in the file before. Give each coder's file once");
            coders.Add(row[1]);
            known.Answers.Add(
                (row[1], Enum.Parse<CodedAs>(row[9], ignoreCase: true), row[10].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    private static CodedUnit Agree(Unit unit)
    {
        CodedAs answer = unit.Answers.Count == 0 ? CodedAs.Open
            : unit.Answers.GroupBy(a => a.Answer).Where(g => 2 * g.Count() > unit.Answers.Count).Select(g => g.Key)
                .DefaultIfEmpty(CodedAs.Unclear).First();
        int yes = unit.Answers.Count(a => a.Answer == CodedAs.Yes);
        string[] mentions = [.. unit.Answers.Where(a => a.Answer == CodedAs.Yes).SelectMany(a => a.Mentions.Distinct()).GroupBy(m => m)
            .Where(g => 2 * g.Count() > yes).Select(g => g.Key).Order(StringComparer.Ordinal)];
        return new CodedUnit(unit.Stratum, unit.Size, answer, mentions);
    }
}
