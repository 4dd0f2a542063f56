using TweetArchive.Dataset;
using Xunit;

namespace TweetArchive.Tests.Dataset;

/// <summary>Finished files move into place whole, wherever a crash comes between the moves.</summary>
public sealed class PublicationTests : IDisposable
{
    private static readonly string[] Tables = ["mentions.parquet", "tweets/part-00001.parquet", "hours.parquet"];

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-publication").FullName;

    private string Work => Path.Combine(folder, ".work");

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void New_files_are_in_place_and_those_of_the_old_dataset_are_gone()
    {
        Journal journal = Prepare();
        Publication.Publish(folder, Work, journal);
        AssertNew();
        Assert.True(File.Exists(Path.Combine(Work, DatasetNames.Finished)));
        Assert.Null(Publication.Finish(folder, Work));
    }

    /// <summary>A crash is a publication of which only the first moves were done.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_a_crash_left_is_finished_by_the_next_command(int done)
    {
        Journal journal = Prepare();
        journal.Write(Path.Combine(Work, DatasetNames.Journal));
        if (done > 0)
            File.Delete(Path.Combine(folder, DatasetNames.Manifest));
        foreach (Journal.Move move in journal.Moves.Take(done))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, move.To))!);
            File.Move(Path.Combine(Work, move.From), Path.Combine(folder, move.To), overwrite: true);
        }

        Assert.NotNull(Publication.Finish(folder, Work));
        AssertNew(removed: done < journal.Moves.Count);
        Assert.Null(Publication.Finish(folder, Work));
    }

    [Fact]
    public void A_file_that_cannot_be_moved_leaves_no_dataset_and_a_way_to_continue()
    {
        Journal journal = Prepare();
        string inTheWay = Path.Combine(folder, "hours.parquet");
        Directory.CreateDirectory(inTheWay);
        PublicationException failed = Assert.Throws<PublicationException>(() => Publication.Publish(folder, Work, journal));
        Assert.Contains("the same command moves what is left", failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, DatasetNames.Manifest)));
        Directory.Delete(inTheWay);
        Assert.NotNull(Publication.Finish(folder, Work));
        AssertNew();
    }

    [Fact]
    public void A_file_that_is_not_there_fails_before_anything_moves()
    {
        Journal journal = Prepare();
        File.Delete(Path.Combine(Work, journal.Moves[1].From));
        Assert.ThrowsAny<IOException>(() => Publication.Publish(folder, Work, journal));
        Assert.Equal("old manifest", File.ReadAllText(Path.Combine(folder, DatasetNames.Manifest)));
        Assert.Equal("old mentions", File.ReadAllText(Path.Combine(folder, "mentions.parquet")));
        Assert.Null(Publication.Finish(folder, Work));
    }

    [Fact]
    public void Nothing_moves_through_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;
        Journal journal = Prepare();
        string elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;
        Directory.Delete(Path.Combine(folder, "tweets"), true);
        Directory.CreateSymbolicLink(Path.Combine(folder, "tweets"), elsewhere);
        UsageException refused = Assert.Throws<UsageException>(() => Publication.Publish(folder, Work, journal));
        Assert.Contains("this is a link", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Assert.Equal("old manifest", File.ReadAllText(Path.Combine(folder, DatasetNames.Manifest)));
    }

    /// <summary>An old dataset, and a new one that waits to replace it.</summary>
    private Journal Prepare()
    {
        string[] old = ["mentions.parquet", "tweets/part-00001.parquet", "tweets/part-00002.parquet", DatasetNames.Manifest];
        foreach (string name in old)
            Write(Path.Combine(folder, name), $"old {Path.GetFileNameWithoutExtension(name)}");
        string[] wanted = [.. Tables, DatasetNames.Manifest];
        foreach (string name in wanted)
            Write(Path.Combine(Work, WorkFolder.Staging, name), $"new {Path.GetFileNameWithoutExtension(name)}");
        return new Journal(Journal.FormatName, "a run", RunOutcome.Done, ["tweets/part-00002.parquet"],
            [.. wanted.Select(n => new Journal.Move($"{WorkFolder.Staging}/{n}", n))]);
    }

    private void AssertNew(bool removed = true)
    {
        foreach (string name in (string[])[.. Tables, DatasetNames.Manifest])
            Assert.Equal($"new {Path.GetFileNameWithoutExtension(name)}", File.ReadAllText(Path.Combine(folder, name)));
        // The last move is done after all removals, so where it was done they were.
        if (removed)
            Assert.False(File.Exists(Path.Combine(folder, "tweets", "part-00002.parquet")));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
