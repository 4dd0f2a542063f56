using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Jobs;

/// <summary>What a finished dataset says of its targets, for a command that finds it done.</summary>
public static class DatasetDescription
{
    /// <summary>The tweets of each target that is mentioned, in the order of a run's summary.</summary>
    /// <exception cref="DatasetException">daily_mentions.parquet cannot be read.</exception>
    public static IReadOnlyList<TargetCounts> Targets(DatasetFolder dataset)
    {
        var counts = new SortedDictionary<string, TargetCounts>(StringComparer.Ordinal);
        using TableReader reader = dataset.Read(TableList.DailyMentions, "target_id", "decision", "tweets");
        while (reader.NextGroup())
        {
            for (int row = 0; row < reader.Rows; row++)
            {
                string id = Encoding.UTF8.GetString(reader.Texts(0)[row]);
                TargetCounts known = counts.GetValueOrDefault(id, new TargetCounts(id, 0, 0));
                long tweets = reader.Numbers(2)[row];
                counts[id] = reader.Texts(1)[row].SequenceEqual("tag"u8)
                    ? known with { Tagged = known.Tagged + tweets }
                    : known with { Candidates = known.Candidates + tweets };
            }
        }

        return [.. counts.Values.OrderByDescending(t => t.Tagged).ThenByDescending(t => t.Candidates)];
    }
}

/// <summary>Tweets that mention a target, and those that may.</summary>
public sealed record TargetCounts(string TargetId, long Tagged, long Candidates);
