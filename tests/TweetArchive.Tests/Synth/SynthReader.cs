using CsvHelper;
using TweetArchive.Synth;

namespace TweetArchive.Tests.Synth;

/// <summary>One record, cells by column name.</summary>
internal sealed class SynthRow(Dictionary<string, int> columns, string[] cells)
{
    public string this[string column] => cells[columns[column]];

    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>A list cell in any dialect.</summary>
    public string[] List(string column)
    {
        string cell = this[column];
        if (cell.Length <= 2)
            return [];
        return [.. cell[1..^1].Split(", ").Select(item => item[0] is '\'' or '"' ? item[1..^1] : item)];
    }
}

/// <summary>Reads archives with CsvHelper: nothing of the writer's own code.</summary>
internal static class SynthReader
{
    private static readonly CsvReaderOptions Strict = CsvReaderOptions.Default with
    {
        AllowLineBreaksInQuotes = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    public static List<SynthRow> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    public static List<SynthRow> Read(Stream stream)
    {
        using CsvReader csv = CsvReader.Create(stream, Strict, leaveOpen: true);
        var rows = new List<SynthRow>();
        Dictionary<string, int>? columns = null;
        while (csv.Read())
        {
            columns ??= csv.Headers.ToArray().Select((name, index) => (name, index))
                .ToDictionary(column => column.name, column => column.index);
            rows.Add(new SynthRow(columns, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        }

        return rows;
    }
}

/// <summary>A folder for one test, deleted at its end.</summary>
internal sealed class SynthFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tweetarchive-synth").FullName;

    public string Tweets => System.IO.Path.Combine(Path, "demo_tweets_csv_hashed.csv");

    public SynthOptions Options(long tweets = 2000, ulong seed = 7, double rate = 0.3) =>
        new() { Tweets = tweets, Seed = seed, OutPath = Tweets, MentionRate = rate };

    public SynthResult Write(long tweets = 2000, ulong seed = 7, double rate = 0.3, bool usersFile = true) =>
        SynthArchive.Write(Options(tweets, seed, rate) with { UsersFile = usersFile });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
