using System.Text.Json;
using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// Damaged files of all formats and packings with a whole one: every record is accounted for, the whole one is read as if it were
/// alone, and the tables can be read and agree with each other.
/// </summary>
internal sealed record MutatedFiles() : Trial("files", "damaged files of all formats")
{
    public override void Run(Random random, Workshop shop)
    {
        string folder = Directory.CreateDirectory(shop.File("in")).FullName;
        SynthResult whole = shop.Synth(random, 50, 200, "in/whole_tweets_csv_hashed.csv");
        File.Delete(whole.UsersPath!);
        for (int files = random.Next(1, 6); files > 0; files--)
        {
            (string name, byte[] bytes) = SeedFiles.Any(random, shop);
            bool within = random.Chance(0.6);
            (name, bytes) = SeedFiles.Packed(random, (name, within ? Mutation.Of(random, bytes) : bytes));
            File.WriteAllBytes(Path.Combine(folder, $"{files}_{name}"), within ? bytes : Mutation.Of(random, bytes));
        }

        string to = shop.File("out");
        CommandResult result = shop.Command("run", folder, "--out", to, "--tweets", "all", "--max-rejects", "100%", "--threads", "2",
            "--no-report");
        Workshop.Expect(result.ExitCode is 0 or 3, $"exit code {result.ExitCode}: {result.Error}");
        JsonElement manifest = Workshop.ExpectAccounted(to);
        JsonElement counts = manifest.GetProperty("inputs").EnumerateArray()
            .First(i => i.GetProperty("source_file").GetString()!.EndsWith("whole_tweets_csv_hashed.csv", StringComparison.Ordinal))
            .GetProperty("accounting");
        Workshop.Expect(counts.GetProperty("rejected").GetInt64() == 0, "the whole file beside the damaged ones has rejects");
        long tweets = manifest.GetProperty("accounting").GetProperty("tweets").GetInt64();
        using var duck = new DuckDb();
        long rows = duck.Long($"SELECT count(*) FROM {DuckDb.Table(Path.Combine(to, "tweets/*.parquet"))}");
        Workshop.Expect(rows == tweets, $"{rows} rows in tweets, {tweets} in the manifest");
        if (random.Chance(0.3))
        {
            CommandResult verified = shop.Command("verify", to);
            Workshop.Expect(verified.ExitCode == 0, "verify: " + verified.Output + verified.Error);
        }
    }
}
