using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>Whole runs over damaged files: every record is accounted for, and every row leads back to its bytes.</summary>
public class DamagedRunTests
{
    [Theory]
    [InlineData(QuotingStyle.All)]
    [InlineData(QuotingStyle.Minimal)]
    public void Tweets_and_rejects_lead_back_to_their_bytes(QuotingStyle quoting)
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(1_500, quoting: quoting, users: false);
        byte[] clean = File.ReadAllBytes(synth.TweetsPath);
        int header = clean.AsSpan().IndexOf((byte)'\n') + 1;
        ScannedFile scanned = ScannedFile.Read(clean,
            new TweetArchive.Csv.RecordShape(31, quoting == QuotingStyle.All, TweetArchive.Csv.FirstField.Digits), 1 << 20, skip: header);
        List<byte[]> lines = [.. scanned.Records.Select(r => clean[(int)r.Offset..((int)r.Offset + r.Length + 1)])];
        var random = new Random(3);
        foreach (DamageKind kind in Enum.GetValues<DamageKind>())
        {
            DamagedFile damaged = DamagedFile.Make(lines, kind, 30, random, garbageBytes: 5_000);
            byte[] bytes = [.. clean.AsSpan(0, header), .. damaged.Bytes];
            File.WriteAllBytes(synth.TweetsPath, bytes);
            FinishedRun run = temp.Run([synth.TweetsPath], o => o with { Threads = 1 });
            FinishedRun other = temp.Run([synth.TweetsPath], o => o with { Threads = 3, BlockSize = 96 * 1024, Memory = 1 });
            Assert.Equal((kind, ""), (kind, string.Join(' ', run.Checksums.Except(other.Checksums).Select(c => c.Key))));
            AssertLeadsBack(run, bytes, kind);
        }
    }

    /// <summary>
    /// Over a hundred files with random bytes changed: no crash, the accounting holds, and strict readers read every table.
    /// </summary>
    [Fact]
    public void Random_bytes_anywhere_never_break_a_run()
    {
        using var temp = new TempDatasets();
        var random = new Random(17);
        foreach (SynthDialect dialect in Enum.GetValues<SynthDialect>())
        {
            SynthResult synth = temp.Synth(60, $"seed_{dialect}_tweets.csv", dialect, seed: (ulong)dialect + 1,
                quoting: (int)dialect % 2 == 0 ? QuotingStyle.All : QuotingStyle.Minimal);
            byte[] clean = File.ReadAllBytes(synth.TweetsPath);
            int header = clean.AsSpan().IndexOf((byte)'\n') + 1;
            File.Delete(synth.TweetsPath);
            for (int n = 0; n < 25; n++)
            {
                byte[] bytes = [.. clean];
                byte[] hostile = [.. "\",\n\r\0[]'#@/: 0.e+-"u8, 0xFF, 0xE2, 0x80, 0xF0, 0x9F];
                for (int i = random.Next(300); i >= 0; i--)
                    bytes[random.Next(header, bytes.Length)] =
                        random.Next(3) == 0 ? (byte)random.Next(256) : hostile[random.Next(hostile.Length)];
                File.WriteAllBytes(temp.File($"fuzz{n}_{dialect}_tweets.csv"), bytes);
            }
        }

        FinishedRun run = temp.Run([temp.Path], o => o with { Threads = 3 });
        Assert.True(run.Result.Accounted);
        Assert.Equal(RunOutcome.Done, run.Result.Outcome);
        Assert.InRange(run.Result.Counts.Rejected, 500, 7_000);
        Assert.InRange(run.Result.Counts.Tweets, 500, 7_000);
        Assert.Equal(run.Checksums, temp.Run([temp.Path], o => o with { Threads = 1, Memory = 1 }).Checksums);
        using var duck = new DuckDb();
        foreach (OutputFile file in run.Result.Outputs.Where(f => f.Name.EndsWith(".parquet", StringComparison.Ordinal)))
            Assert.Equal(file.Rows, duck.Rows($"SELECT * FROM {DuckDb.Table(Path.Combine(run.Out, file.Name))}").Count);
        foreach ((string table, string key) in new[] { ("hashtags", "target_id, hashtag"), ("domains", "target_id, domain"),
            ("clients", "target_id, tweet_client_name"), ("accounts", "userid"), ("mention_edges", "userid, mentioned"),
            ("retweet_edges", "userid, retweeted"), ("daily_totals", "day, tweet_language, is_retweet") })
            Assert.Equal([], duck.Lines($"SELECT dataset, {key}, count(*) FROM {run.Table(table)} GROUP BY dataset, {key} HAVING "
                + "count(*) > 1 ORDER BY ALL LIMIT 3"));
    }

    private static void AssertLeadsBack(FinishedRun run, byte[] bytes, DamageKind kind)
    {
        using var duck = new DuckDb();
        List<object?[]> rejects = duck.Rows($"SELECT record, line, byte_offset, byte_length, hex(raw) FROM {run.Table("rejects")}");
        // NULs leave a record whole, and nearly all fields may hold them.
        Assert.True(rejects.Count > 0 || kind == DamageKind.InsertNuls, kind + ": nothing was rejected");
        foreach (object?[] reject in rejects)
        {
            int offset = (int)(long)reject[2]!;
            int length = (int)(long)reject[3]!;
            Assert.Equal(Convert.ToHexString(bytes.AsSpan(offset, length)), (string)reject[4]!);
            Assert.Equal(1 + bytes.AsSpan(0, offset).Count((byte)'\n'), (long)reject[1]!);
        }

        List<object?[]> tweets = duck.Rows($"SELECT record, byte_offset, tweetid FROM {run.Table("tweets")}");
        foreach (object?[] tweet in tweets)
        {
            string start = Encoding.Latin1.GetString(bytes.AsSpan((int)(long)tweet[1]!, 22)).Trim('"');
            Assert.StartsWith($"{tweet[2]}", start, StringComparison.Ordinal);
        }

        // Records are numbered in the order of their bytes, without a gap.
        Assert.Equal(Enumerable.Range(1, tweets.Count + rejects.Count).Select(n => (long)n),
            tweets.Select(t => ((long)t[1]!, (long)t[0]!)).Concat(rejects.Select(r => ((long)r[2]!, (long)r[0]!))).Order()
                .Select(r => r.Item2));
        Assert.Equal(run.Result.Counts.Records, tweets.Count + rejects.Count);
    }
}
