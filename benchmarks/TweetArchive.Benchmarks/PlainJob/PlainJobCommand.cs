using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>
/// <c>plain-job FILE DIR</c>: the job as a good C# programmer would write it in an afternoon. CsvHelper's parallel mode hands batches of
/// records to one worker a thread; each tags with a compiled expression and counts in its own dictionaries; tweets to be written go
/// through a channel of batches to Parquet.Net; at the end the dictionaries are merged and the tables written side by side.
/// </summary>
internal static class PlainJobCommand
{
    public static int Run(PeerOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        Directory.CreateDirectory(options.Folder);
        PlainTables tables = Read(options);
        Say("read, tagged, counted, tweets written", ref start);
        PlainOutput.WriteTables(tables, options.Folder, options.Threads).GetAwaiter().GetResult();
        Say("tables written", ref start);
        return 0;
    }

    private static PlainTables Read(PeerOptions options)
    {
        using Stream input = Open(options.File, options.Input);
        using CsvReader reader = CsvReader.Create(input,
            new CsvReaderOptions { Separator = ',', BufferSize = 256 * 1024, PoolStrings = true });
        reader.ReadHeader();
        int[] places = [.. TweetColumns.Names.Select(name => reader.GetFieldIndex(name))];
        var tagger = new PlainTagger();
        using var workers = new ThreadLocal<PlainTables>(() => new PlainTables(), trackAllValues: true);
        using var tweets = new PlainTweetsWriter(options);
        PlainTweet? Work(CsvReader record) => Add(workers.Value!, new PlainRow(record, places), tagger, options.AllTweets);
        if (options.Threads == 1)
        {
            while (reader.Read())
                tweets.Add(Work(reader));
        }
        else
        {
            foreach (PlainTweet? tweet in reader.ParallelEnumerate(Work, options.Threads))
                tweets.Add(tweet);
        }

        tweets.Complete();
        PlainTables all = workers.Values[0];
        foreach (PlainTables other in workers.Values.Skip(1))
            all.Merge(other);
        return all;
    }

    /// <summary>Tags and counts one tweet; gives it back if it is to be written in full.</summary>
    private static PlainTweet? Add(PlainTables tables, PlainRow row, PlainTagger tagger, bool allTweets)
    {
        string[] targets = [];
        if (tagger.Find(row.Text) is { } found)
        {
            long id = row.Id;
            foreach ((string target, string alias) in found)
                tables.Mentions.Add(new PlainMention(id, row.User, row.Time, row.Language, row.IsRetweet, target, alias));
            targets = [.. found.Select(f => f.Target).Distinct().Order(StringComparer.Ordinal)];
        }

        tables.Add(row, targets);
        return allTweets || targets.Length > 0 ? new PlainTweet(row.Cells(), row.Id, row.Time, row.IsRetweet, targets) : null;
    }

    private static Stream Open(string file, InputKind kind)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return kind switch
        {
            InputKind.Gz => new GZipStream(stream, CompressionMode.Decompress),
            InputKind.Zip => new ZipArchive(stream, ZipArchiveMode.Read).Entries[0].Open(),
            _ => stream,
        };
    }

    private static void Say(string what, ref long start)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.000} s  {what}"));
        start = Stopwatch.GetTimestamp();
    }
}
