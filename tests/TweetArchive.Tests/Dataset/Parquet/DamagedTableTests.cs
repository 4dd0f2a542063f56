using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using Xunit;

namespace TweetArchive.Tests.Dataset.Parquet;

/// <summary>A damaged table of a dataset is reported as such, wherever a byte of it is wrong.</summary>
public sealed class DamagedTableTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Whatever_byte_is_wrong_the_table_is_read_or_reported()
    {
        FinishedRun run = temp.Run([temp.Synth(300).TweetsPath]);
        byte[] sound = File.ReadAllBytes(Path.Combine(run.Out, "daily_mentions.parquet"));
        string path = temp.File("damaged.parquet");
        var random = new Random(9165);
        int reported = 0;
        // The footer, which is read first, byte by byte; elsewhere some.
        for (int n = 0; n < 1500; n++)
        {
            byte[] damaged = [.. sound];
            int at = n % 2 == 0 ? sound.Length - 1 - random.Next(Math.Min(sound.Length, 2000)) : random.Next(sound.Length);
            damaged[at] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(path, damaged);
            try
            {
                using var reader = new TableReader(path, TableList.DailyMentions, 0, -1, "tweets", "target_id", "day");
                while (reader.NextGroup())
                {
                    // Only whether it can be.
                }
            }
            catch (DatasetException e)
            {
                Assert.Contains("damaged.parquet", e.Message, StringComparison.Ordinal);
                reported++;
            }
        }

        Assert.True(run.Result.Counts.Tweets > 0 && reported > 300, $"{reported} were reported");
    }
}
