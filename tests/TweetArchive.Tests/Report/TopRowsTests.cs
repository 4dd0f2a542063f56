using System.Text;
using TweetArchive.Report.Content;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>The largest rows are those of a whole sort, whatever the order of the stream, and though most rows are never made.</summary>
public sealed class TopRowsTests
{
    private readonly record struct Row(string Key, long Size);

    [Theory]
    [InlineData(25, 400)]
    [InlineData(25, 20)]
    [InlineData(3, 4_000)]
    public void They_are_those_of_a_whole_sort(int limit, int rows)
    {
        int made = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            Row[] all = Make(rows, seed);
            Row[] wanted =
                [.. all.OrderByDescending(r => r.Size).ThenBy(r => r.Key, StringComparer.Ordinal).Take(limit)];
            var offered = new TopRows<Row>(limit, r => r.Size, r => r.Key);
            var counted = new TopRows<Row>(limit, r => r.Size, r => r.Key);
            foreach (Row row in all)
            {
                offered.Offer(row);
                // Only the first half of the key is known before the row is made.
                string start = row.Key.Split('\0')[0];
                if (!counted.Count(row.Size, Encoding.UTF8.GetBytes(start)))
                    continue;
                counted.Add(row);
                made++;
            }

            Assert.Equal(wanted, offered.Rows());
            Assert.Equal(wanted, counted.Rows());
            Assert.Equal((all.Length, all.Sum(r => r.Size)), ((int)counted.Seen, counted.SeenSize));
        }

        Assert.True(rows <= limit || made < 30 * rows, "rows that cannot be among the largest were asked for");
    }

    /// <summary>Many of the same size; keys with letters of every length in UTF-8, and some longer than what is compared early.</summary>
    private static Row[] Make(int rows, int seed)
    {
        var random = new Random(seed);
        string[] letters = ["a", "b", "z", "é", "ب", "語", "\uFFFD", "😀", "𠀀"];
        return [.. Enumerable.Range(0, rows).Select(i =>
        {
            int length = random.Next(20) == 0 ? 200 : random.Next(1, 4);
            string text = string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
            return new Row($"{text}\0{i:D5}", random.Next(1, 4));
        })];
    }
}
