using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Csv;
using TweetArchive.Synth;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>A file that the readers are measured on: the same bytes for all of them, on disk and in memory.</summary>
internal sealed class ReadingShape
{
    /// <summary>What the job reads at a time.</summary>
    public const int BlockSize = 512 * 1024;

    public const string Archive = "archive";

    /// <summary>Bytes of a shape that is not an archive.</summary>
    private const int OtherBytes = 32_000_000;

    private ReadingShape(string name, string path, bool quoted)
    {
        Name = name;
        Path = path;
        File = System.IO.File.ReadAllBytes(path);
        HeaderLength = File.AsSpan().IndexOf((byte)'\n') + 1;
        Header = [.. Encoding.UTF8.GetString(File, 0, HeaderLength).Trim().Split(',').Select(n => n.Trim('"'))];
        Shape = new RecordShape(Header.Length, quoted, FirstField.Digits);
        if (Header.Length > 8)
        {
            var schema = TweetSchema.FromHeader(Header);
            Eight = [.. EightCells.Columns.Select(c => schema[c])];
        }

        for (int from = HeaderLength; from < File.Length;)
        {
            ReadOnlySpan<byte> rest = File.AsSpan(from);
            int length = rest.Length <= BlockSize ? rest.Length : RecordCutter.Cut(rest[..BlockSize], Shape, lastResort: true);
            byte[] block = new byte[length + Tokeniser.Padding];
            rest[..length].CopyTo(block);
            Blocks.Add((block, length));
            from += length;
        }
    }

    /// <summary>The names of the shapes, and what they are.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        [Archive] = "a synthetic archive as released: 31 columns, all fields quoted",
        ["minimal quoting"] = "the same tweets, only those fields quoted that need it",
        ["short records"] = "3 columns, all fields quoted, some 35 bytes a record",
        ["long fields"] = "3 columns, all fields quoted, texts of some 4,000 bytes with commas, newlines and doubled quotes",
    };

    public string Name { get; }

    public string Path { get; }

    /// <summary>The whole file, as a user has it.</summary>
    public byte[] File { get; }

    public int HeaderLength { get; }

    public string[] Header { get; }

    public RecordShape Shape { get; }

    /// <summary>The places of <see cref="EightCells.Columns"/>; empty where the file has fewer columns.</summary>
    public int[] Eight { get; } = [];

    /// <summary>The records in whole-record blocks with room after them, as the pipeline's reader makes them.</summary>
    public List<(byte[] Padded, int Length)> Blocks { get; } = [];

    public ArchiveEntry Entry => new(Path, System.IO.Path.GetFileName(Path), File.Length);

    public static ReadingShape Load(string name, ReadingOptions options)
    {
        Directory.CreateDirectory(options.Data);
        return name switch
        {
            Archive => new(name, SyntheticFile.Get(options.Data, options.Tweets), quoted: true),
            "minimal quoting" => new(name, SyntheticFile.Get(options.Data, options.Tweets, QuotingStyle.Minimal), quoted: false),
            "short records" => new(name, Generate(options.Data, "short", ShortText), quoted: true),
            "long fields" => new(name, Generate(options.Data, "long", LongText), quoted: true),
            _ => throw new ArgumentException($"--shape {name}: give one of {string.Join(", ", Names.Keys)}."),
        };
    }

    private static string Generate(string folder, string name, Action<StringBuilder, Random> appendText)
    {
        string path = System.IO.Path.Combine(folder, $"{name}_tweets.csv");
        if (System.IO.File.Exists(path))
            return path;
        var random = new Random(1);
        var csv = new StringBuilder("\"tweetid\",\"tweet_text\",\"like_count\"\n");
        while (csv.Length < OtherBytes)
        {
            csv.Append(CultureInfo.InvariantCulture, $"\"{random.NextInt64(1L << 58, 1L << 59)}\",\"");
            appendText(csv, random);
            csv.Append(CultureInfo.InvariantCulture, $"\",\"{random.Next(1000)}\"\n");
        }

        System.IO.File.WriteAllText(path, csv.ToString());
        return path;
    }

    private static void ShortText(StringBuilder csv, Random random) => csv.Append(random.Next(4) == 0 ? "yes" : "no");

    private static void LongText(StringBuilder csv, Random random)
    {
        for (int words = random.Next(200, 1000); words > 0; words--)
        {
            csv.Append('w', random.Next(1, 12)).Append(random.Next(60) switch { 0 => "\n", < 4 => ", ", 4 => "\"\" ", _ => " " });
        }
    }
}
