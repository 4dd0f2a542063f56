using System.Diagnostics;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>Files and folders whose names are not UTF-8 are read like others, however they are given.</summary>
public sealed class RawNamesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose()
    {
        // Folders with such names the runtime cannot remove either.
        if (Directory.Exists(temp.File("in")))
            Shell($"rm -r '{temp.File("in")}'");
        temp.Dispose();
    }

    [Theory]
    [InlineData("in", "%FFof %E9t%E9_tweets.csv, m%FCnchen/a_tweets.csv, m%FCnchen/b%FE_tweets.jsonl, plain_tweets.csv")]
    [InlineData("in/*.csv", "%FFof %E9t%E9_tweets.csv, plain_tweets.csv")]
    [InlineData("in/\uFFFDof \uFFFDt\uFFFD_tweets.csv", "%FFof %E9t%E9_tweets.csv")]
    [InlineData("in/m\uFFFDnchen", "a_tweets.csv, b%FE_tweets.jsonl")]
    public void They_are_read(string input, string expected)
    {
        // Elsewhere names are text, and there is nothing to test.
        if (!OperatingSystem.IsLinux())
            return;
        string folder = Directory.CreateDirectory(temp.File("in")).FullName;
        string table = EightRows.Table(",", (c, v) => EightRows.Quoted(EightRows.IsList(c) ? EightRows.Python(v) : v, ","));
        File.WriteAllText(Path.Combine(folder, "plain_tweets.csv"), table);
        string json = temp.File("x.json");
        File.WriteAllText(json, string.Concat(EightRows.Rows.Select(r => EightRows.Json(r) + "\n")));
        // The shell writes the bytes, since no string of ours can.
        Shell($"""
            cd '{folder}'; cp plain_tweets.csv "$(printf '\377of \351t\351_tweets.csv')"
            m="$(printf 'm\374nchen')"; mkdir "$m"; cp plain_tweets.csv "$m/a_tweets.csv"; cp '{json}' "$m/$(printf 'b\376_tweets.jsonl')"
            """);
        FinishedRun run = temp.Run([temp.File(input)]);
        Assert.Equal(expected, string.Join(", ", run.Result.Inputs.Select(i => i.Entry.SourceName)));
        Assert.All(run.Result.Inputs, i => Assert.Equal((8L, null), (i.Counts.Tweets, i.Problem)));
        string manifest = File.ReadAllText(Path.Combine(run.Out, "manifest.json"));
        Assert.DoesNotContain("tweetarchive-names-", manifest, StringComparison.Ordinal);
        // Nothing of the links is left, and nothing of what they led to is gone.
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "tweetarchive-names-*"),
            d => Directory.GetCreationTimeUtc(d) > Process.GetCurrentProcess().StartTime.ToUniversalTime());
        Assert.Equal(3, Directory.GetFileSystemEntries(folder).Length);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xE9, (byte)'b' }, "a%E9b")]
    [InlineData(new byte[] { 0xD9, 0x85, 0xFF }, "م%FF")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, "%F0%9F%98")]
    public void Bytes_that_are_no_letters_are_shown(byte[] name, string shown) => Assert.Equal(shown, RawNames.Shown(name));

    private static void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-ec", script]))!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
