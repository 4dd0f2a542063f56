using System.Globalization;
using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables;

namespace TweetArchive.Benchmarks.Coordination;

/// <summary>
/// A dataset as <c>run --tweets all</c> leaves it, as far as coordination reads it, with objects that accounts share: retweeted and
/// answered tweets, links, texts, hashtags, each with a minute of birth after which interest fades. All made up; the same for the same
/// number.
/// </summary>
internal static class CoordinationDataset
{
    private const int PartRows = 500_000;
    private const long FirstMinute = 22_089_600; // 2012-01-01
    private const int Minutes = 2_400 * 1_440;

    /// <summary>The folder of a dataset with this number of tweets, made if it is not there.</summary>
    public static string Get(string data, long tweets)
    {
        string folder = Path.Combine(data, string.Create(CultureInfo.InvariantCulture, $"coordination-{tweets}"));
        if (File.Exists(Path.Combine(folder, "manifest.json")))
            return folder;
        Console.Error.WriteLine($"writing {folder} …");
        Directory.CreateDirectory(Path.Combine(folder, "tweets"));
        int accounts = (int)Math.Max(200, tweets * 5_300 / 9_000_000);
        string[] ids = [
            .. Enumerable.Range(0, accounts)
                .Select(i => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i))))
                .Order(StringComparer.Ordinal)];
        var files = new List<(string Name, long Rows)> { ("accounts.parquet", accounts) };
        WriteAccounts(Path.Combine(folder, "accounts.parquet"), ids);
        for (long from = 0; from < tweets; from += PartRows)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"tweets/part-{files.Count:D5}.parquet");
            long rows = Math.Min(PartRows, tweets - from);
            WriteTweets(Path.Combine(folder, name), ids, from, rows, tweets);
            files.Add((name, rows));
        }

        var manifest = new DatasetManifest
        {
            Format = DatasetManifest.DatasetFormat,
            FormatVersion = DatasetManifest.NewestFormatVersion,
            Options = new ManifestOptions { Tweets = "all" },
            Lexicon = new ManifestLexicon("", 0, 0),
            Accounting = new Accounting { Records = tweets, Tweets = tweets },
            Files = [.. files.Select(f => new OutputFile(f.Name, f.Rows, 0, ""))],
        };
        manifest.Write(Path.Combine(folder, "manifest.json"));
        return folder;
    }

    private static void WriteAccounts(string path, string[] ids)
    {
        using ParquetTableWriter row = ParquetTableWriter.Create(path, TableList.Accounts, new Dictionary<string, string>());
        foreach (string id in ids)
            Row(row, TableList.Accounts, c => c switch { "dataset" => "generated", "userid" => id, _ => null });
        row.Complete();
    }

    private static void WriteTweets(string path, string[] ids, long from, long rows, long tweets)
    {
        using ParquetTableWriter row = ParquetTableWriter.Create(path, TableList.Tweets, new Dictionary<string, string>());
        var values = new Dictionary<string, object?>();
        for (long n = from; n < from + rows; n++)
        {
            ulong random = Mix((ulong)n + 1);
            int Draw(int below)
            {
                random = Mix(random);
                return (int)(random % (ulong)below);
            }

            values.Clear();
            // A few accounts write most.
            double u = Draw(1 << 20) / (double)(1 << 20);
            values["userid"] = ids[(int)(u * u * ids.Length)];
            values["dataset"] = values["source_file"] = "generated";
            values["tweetid"] = 1_000_000_000_000 + n;
            int kind = Draw(100);
            bool retweet = kind < 30, reply = kind is >= 30 and < 40;
            values["is_retweet"] = retweet;
            long what = kind < 40 ? Draw((int)(tweets / 8) + 1) : Draw(100) < 15 ? Draw((int)(tweets / 50) + 1) : tweets + n;
            // An object is born in a minute; interest is largest then.
            double fade = Math.Pow(Draw(1 << 20) / (double)(1 << 20), 6);
            long minute = FirstMinute + (long)(Mix((ulong)what + (ulong)(kind < 30 ? 1 : kind < 40 ? 2 : 3)) % Minutes)
                + (long)(fade * 4_000);
            values["tweet_time"] = minute * 60_000;
            if (retweet)
                values["retweet_tweetid"] = 500_000_000_000 + what;
            if (reply)
                values["in_reply_to_tweetid"] = 600_000_000_000 + what;
            values["tweet_text"] = Text(kind < 40 ? (ulong)(tweets * 3) + (ulong)n : (ulong)what);
            if (!retweet && Draw(100) < 60)
                values["urls"] = new[] { $"https://site{what % 997}.example/{what}" };
            if (!retweet && Draw(100) < 40)
                values["hashtags"] = new[] { $"tag{what % 5_000}", $"tag{Draw(5_000)}" };
            foreach (ColumnSpec column in TableList.Tweets.Columns)
            {
                if (!column.Nullable && !values.ContainsKey(column.Name))
                {
                    values[column.Name] = column.Type switch
                    {
                        ColumnType.Flag => false,
                        ColumnType.Text => "",
                        ColumnType.TextList => Array.Empty<string>(),
                        _ => 0L,
                    };
                }
            }

            Row(row, TableList.Tweets, c => values.GetValueOrDefault(c));
        }

        row.Complete();
    }

    private static void Row(ParquetTableWriter row, TableSpec table, Func<string, object?> value)
    {
        for (int c = 0; c < table.Columns.Length; c++)
        {
            ColumnBuffer column = row[c];
            object? of = value(table.Columns[c].Name);
            switch (of)
            {
                case null when table.Columns[c].Nullable:
                    column.AppendNull();
                    break;
                case null when column is TextBuffer texts:
                    texts.Append("");
                    break;
                case null:
                    ((Int64Buffer)column).Append(0);
                    break;
                case string text:
                    ((TextBuffer)column).Append(text);
                    break;
                case bool flag:
                    ((FlagBuffer)column).Append(flag);
                    break;
                case long number:
                    ((Int64Buffer)column).Append(number);
                    break;
                case string[] items:
                    ((TextListBuffer)column).Append(items);
                    break;
            }
        }

        row.EndRow();
    }

    /// <summary>Sixteen made-up words, in small letters: SQL folds them as we do.</summary>
    private static string Text(ulong seed)
    {
        var text = new StringBuilder(120);
        for (int w = 0; w < 16; w++)
        {
            seed = Mix(seed + 77);
            for (int i = 0; i < 3; i++)
                text.Append("bdfgklmnprstvz"[(int)((seed >> (8 * i)) % 14)]).Append("aeou"[(int)((seed >> ((8 * i) + 4)) % 4)]);
            text.Append(' ');
        }

        return text.ToString(0, text.Length - 1);
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
