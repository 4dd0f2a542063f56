using System.Text;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Personas;

/// <summary>Days and weeks (Monday to Sunday) on which more accounts of a dataset were created than around them.</summary>
internal static class CreationBursts
{
    public const int Fewest = 5;
    public const int Times = 3;
    public const int WeeksEachSide = 26;

    public static readonly Table<Columns> Table = new("account_bursts", 3, columns => new Columns(columns));

    private sealed record Created(int Day, string UserId, long Tweets);

    /// <summary>A period whose accounts come to at least max(5, 3 · median of the periods of 26 weeks before and behind it).</summary>
    internal static IEnumerable<(int Start, int Count, double Median)> Find(IReadOnlyDictionary<int, int> counts, int days)
    {
        if (counts.Count == 0)
            yield break;
        int first = counts.Keys.Min(), last = counts.Keys.Max(), reach = WeeksEachSide * 7;
        foreach ((int start, int count) in counts.OrderBy(c => c.Key))
        {
            List<double> around = [];
            for (int other = Math.Max(first, start - reach); other <= Math.Min(last, start + reach); other += 1)
            {
                if (other != start && (other - start) % days == 0)
                    around.Add(counts.GetValueOrDefault(other));
            }

            double median = around.Count == 0 ? 0 : Robust.Median(around.ToArray());
            if (count >= Math.Max(Fewest, Times * median))
                yield return (start, count, median);
        }
    }

    public static void Run(AnalysisContext context)
    {
        var datasets = new SortedDictionary<string, List<Created>>(StringComparer.Ordinal);
        using (TableReader accounts = context.Dataset.Read(TableList.Accounts, "dataset", "userid", "account_creation_date", "tweets"))
        {
            while (accounts.NextGroup())
            {
                for (int i = 0; i < accounts.Rows; i++)
                {
                    if (accounts.Numbers(2).IsNull(i))
                        continue;
                    string dataset = Encoding.UTF8.GetString(accounts.Texts(0)[i]);
                    if (!datasets.TryGetValue(dataset, out List<Created>? of))
                        datasets.Add(dataset, of = []);
                    of.Add(new Created((int)accounts.Numbers(2)[i], Encoding.UTF8.GetString(accounts.Texts(1)[i]), accounts.Numbers(3)[i]));
                }
            }
        }

        long found = 0;
        context.Write(Table, "Accounts created in a day or an ISO week, where they come to at least max(fewest, times · median of the periods around it, zeros included). The whole accounts table is counted, also accounts without tweets.",
            [("fewest", Fewest), ("times", Times), ("weeks_each_side", WeeksEachSide)], row =>
            {
                foreach ((string dataset, List<Created> created) in datasets)
                {
                    foreach (int days in (int[])[1, 7])
                    {
                        ILookup<int, Created> periods = created.ToLookup(c => days == 1 ? c.Day : c.Day - ((c.Day + 3) % 7));
                        foreach ((int start, int count, double median) in Find(periods.ToDictionary(p => p.Key, p => p.Count()), days))
                        {
                            found++;
                            row.Dataset.Append(dataset);
                            row.Period.Append(days == 1 ? "day" : "week");
                            row.PeriodStart.Append(start);
                            row.Accounts.Append(count);
                            row.MedianAround.Append(median);
                            row.Tweets.Append(periods[start].Sum(c => c.Tweets));
                            row.UserIds.Append(periods[start].Select(c => c.UserId).Order(StringComparer.Ordinal));
                            row.End();
                        }
                    }
                }
            });
        context.Note($"{found:N0} days and weeks on which more accounts were created than around them");
    }

    internal sealed class Columns(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Period = columns.DictionaryText("period");
        public readonly DateBuffer PeriodStart = columns.Date("period_start");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly NumberBuffer MedianAround = columns.Number("median_around");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly TextListBuffer UserIds = columns.TextList("userids");
    }
}
