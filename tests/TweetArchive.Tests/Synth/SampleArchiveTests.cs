using System.IO.Compression;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Synth;

/// <summary>data/sample is what the generator makes of the options in its README, byte for byte.</summary>
public class SampleArchiveTests
{
    private static readonly SynthOptions First = new()
    {
        Tweets = 3000,
        Seed = 2018,
        OutPath = "sample_201810_tweets_csv_hashed.zip",
        Variant = SynthVariant.A,
        Dialect = SynthDialect.Ira201810,
        MentionRate = 0.1,
        From = new DateOnly(2017, 9, 1),
        To = new DateOnly(2018, 8, 26),
    };

    private static readonly SynthOptions Second = First with
    {
        Tweets = 2000,
        Seed = 2019,
        OutPath = "sample_201906_tweets_csv_hashed.csv",
        Variant = SynthVariant.B,
        Dialect = SynthDialect.Iran201906,
        UsersFile = false,
    };

    /// <summary>Set TWEETARCHIVE_WRITE_SAMPLE=1 to write the sample again after the generator has changed on purpose.</summary>
    [Fact]
    public void The_sample_is_what_the_generator_writes()
    {
        string sample = Path.Combine(Repository.Root, "data", "sample");
        bool rewrite = Environment.GetEnvironmentVariable("TWEETARCHIVE_WRITE_SAMPLE") == "1";
        using var folder = new SynthFolder();
        foreach (SynthOptions options in new[] { First, Second })
            SynthArchive.Write(
                options with { OutPath = Path.Combine(rewrite ? sample : folder.Path, options.OutPath), Overwrite = rewrite });
        foreach (string path in Directory.GetFiles(folder.Path))
            Assert.True(Content(path).AsSpan().SequenceEqual(Content(Path.Combine(sample, Path.GetFileName(path)))),
                Path.GetFileName(path) + " differs; if the generator or the lexicon was changed on purpose, see data/sample/README.md");
        Assert.InRange(Directory.GetFiles(sample).Sum(path => new FileInfo(path).Length), 1, 3_000_000);
    }

    /// <summary>The bytes of a file, or of a zip's one entry: another runtime may compress differently.</summary>
    private static byte[] Content(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream stream = Assert.Single(archive.Entries).Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
