using System.Text;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Personas;

/// <summary>A day or week on which more accounts were created than independent ones would be.</summary>
/// <param name="Expected">Mean of the periods around it.</param>
internal sealed record CreationBurst(int Start, int Count, double Expected, double PValue, double QValue);

/// <summary>
/// Days and weeks (Monday to Sunday) on which more accounts of a dataset were created than chance makes, if each account were created by
/// itself.
/// </summary>
internal static class CreationBursts
{
    public const double LargestQ = 0.05;
    public const int Fewest = 5;
    public const int WeeksEachSide = 26;
    public const int DaysNear = 14;
    public const int WeeksNear = 4;

    public static readonly Table<Columns> Table = new("account_bursts", 3, columns => new Columns(columns));

    internal sealed record Created(int Day, string UserId, long Tweets);

    /// <summary>
    /// Of the accounts of a period and of those around it, each is as likely in any of these periods: the tail of that binomial, for half a
    /// year on both sides, and for two weeks of days (four weeks) before and for as many after, since there were busy and quiet times; the
    /// largest counts. Benjamini and Hochberg's q over all periods from the first to the last.
    /// </summary>
    /// <param name="counts">Accounts by the first day of their period, in days since 1970; the days differ by multiples of
    /// <paramref name="days"/>.</param>
    /// <param name="days">Of a period: 1 or 7.</param>
    internal static IReadOnlyList<CreationBurst> Find(IReadOnlyDictionary<int, int> counts, int days)
    {
        if (counts.Count == 0)
            return [];
        int first = counts.Keys.Min(), periods = ((counts.Keys.Max() - first) / days) + 1;
        int far = WeeksEachSide * 7 / days, near = days == 1 ? DaysNear : WeeksNear;
        int[] until = new int[periods + 1];
        for (int i = 0; i < periods; i++)
            until[i + 1] = until[i] + counts.GetValueOrDefault(first + (i * days));
        List<CreationBurst> tested = [];
        foreach ((int start, int count) in counts.Where(c => c.Value >= Fewest).OrderBy(c => c.Key))
        {
            int period = (start - first) / days;
            (double p, double expected) = Around(until, period, far, far);
            // Where quiet times become busy ones, or at a dataset's ends, only one side tells.
            if (period > 0)
                p = Math.Max(p, Around(until, period, near, 0).P);
            if (period < periods - 1)
                p = Math.Max(p, Around(until, period, 0, near).P);
            tested.Add(new CreationBurst(start, count, expected, p, 1));
        }

        double[] q = FalseDiscovery.QValues([.. tested.Select(t => t.PValue)], periods);
        return [.. tested.Select((t, i) => t with { QValue = q[i] }).Where(t => t.QValue <= LargestQ)];
    }

    /// <summary>The first day of a day's ISO week. 1970-01-01 was a Thursday.</summary>
    internal static int Monday(int day) => day - ((day + 3) % 7);

    /// <summary>The accounts of each dataset whose day of creation is known.</summary>
    internal static SortedDictionary<string, List<Created>> Read(AnalysisContext context)
    {
        var datasets = new SortedDictionary<string, List<Created>>(StringComparer.Ordinal);
        using TableReader accounts = context.Dataset.Read(TableList.Accounts, "dataset", "userid", "account_creation_date", "tweets");
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

        return datasets;
    }

    /// <summary>The tail, and the mean of the others; 1 and 0 where there are no others.</summary>
    private static (double P, double Mean) Around(int[] until, int period, int before, int after)
    {
        int from = Math.Max(0, period - before), to = Math.Min(until.Length - 1, period + after + 1);
        int count = until[period + 1] - until[period], all = until[to] - until[from], periods = to - from;
        return periods == 1 ? (1, 0) : (CountTail.Binomial(count, all, 1.0 / periods), (all - count) / (double)(periods - 1));
    }

    public static void Run(AnalysisContext context)
    {
        SortedDictionary<string, List<Created>> datasets = Read(context);
        long found = 0;
        context.Write(Table, "Accounts created in a day or an ISO week, where they are more than chance makes of accounts that are "
            + "created each by itself. p_value: of the accounts of the period and of those around it, each is as likely in any of "
            + "these periods (binomial tail); the largest of 26 weeks on both sides, of 14 days (4 weeks) before and of as many after. "
            + "q_value: Benjamini-Hochberg over all days (weeks) from the dataset's first to its last creation. The whole accounts "
            + "table is counted, also accounts without tweets. docs/nulls.md says how often rows are false where accounts are created "
            + "each by itself.",
            [("largest_q", LargestQ), ("fewest", Fewest), ("weeks_each_side", WeeksEachSide), ("days_near", DaysNear),
                ("weeks_near", WeeksNear)], row =>
                {
                    foreach ((string dataset, List<Created> created) in datasets)
                    {
                        foreach (int days in (int[])[1, 7])
                        {
                            ILookup<int, Created> periods = created.ToLookup(c => days == 1 ? c.Day : Monday(c.Day));
                            foreach (CreationBurst burst in Find(periods.ToDictionary(p => p.Key, p => p.Count()), days))
                            {
                                found++;
                                row.Dataset.Append(dataset);
                                row.Period.Append(days == 1 ? "day" : "week");
                                row.PeriodStart.Append(burst.Start);
                                row.Accounts.Append(burst.Count);
                                row.Expected.Append(burst.Expected);
                                row.PValue.Append(burst.PValue);
                                row.QValue.Append(burst.QValue);
                                row.Tweets.Append(periods[burst.Start].Sum(c => c.Tweets));
                                row.UserIds.Append(periods[burst.Start].Select(c => c.UserId).Order(StringComparer.Ordinal));
                                row.End();
                            }
                        }
                    }
                });
        context.Note($"{found:N0} days and weeks on which more accounts were created than chance makes");
    }

    internal sealed class Columns(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Period = columns.DictionaryText("period");
        public readonly DateBuffer PeriodStart = columns.Date("period_start");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly NumberBuffer Expected = columns.Number("expected");
        public readonly NumberBuffer PValue = columns.Number("p_value");
        public readonly NumberBuffer QValue = columns.Number("q_value");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly TextListBuffer UserIds = columns.TextList("userids");
    }
}
