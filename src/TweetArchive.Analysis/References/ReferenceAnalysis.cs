using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using TweetArchive.Tweets;

namespace TweetArchive.Analysis.References;

/// <summary>
/// Rounded references that no link repaired, and the only tweet of the same dataset whose id is near. An inference: the tables of a run
/// hold only what a link proves (docs/definitions.md, "Rounded references").
/// </summary>
internal sealed class ReferenceAnalysis : IAnalysis
{
    private const string How =
        "References to tweets that were rounded through a 64-bit float and that no link of the tweet repairs, with the only other tweetid "
        + "of the same dataset within the distance. An id ends in 22 bits for machine and sequence, so that is the same machine in the "
        + "same millisecond; it is likely, not proven. References that 15 digits explain as well, as spreadsheets write them, are not "
        + "looked at.";

    private static readonly Table<NeighbourRow> Neighbours = new("reference_neighbours", 0, columns => new NeighbourRow(columns));

    // The columns that are read: dataset, tweetid, flag, links, then each reference and what a link made of it.
    private static readonly string[] Columns =
    [
        "dataset", "tweetid", "reference_ids_rounded", "urls",
        .. ReferenceIds.Columns.SelectMany(c => new[] { NameOf(c), NameOf(c) + "_repaired" }),
    ];

    public string Name => "references";

    public string Summary => "rounded ids of answered, quoted and retweeted tweets, by the only tweet with an id nearby";

    public IReadOnlyList<TableSpec> Tables => [Neighbours.Spec];

    public void Run(AnalysisContext context)
    {
        if (!context.Dataset.HasTweets)
            context.Note($"left out: no tweets were kept; run with --tweets all");
        else if (!context.Dataset.HasAllTweets)
            context.Note($"neighbours are looked for among tagged tweets alone; run with --tweets all to look among all");

        Dictionary<string, NeighbourIds> near = Find(context);
        long found = 0, left = 0;
        context.Write(Neighbours, How, [("largest_distance", NeighbourIds.Distance)], row =>
        {
            ForEachReference(context, (dataset, tweetId, column, rounded) =>
            {
                // A tweet refers to others, never to itself.
                if (!near[dataset].TryGet(rounded, out long neighbour) || neighbour == tweetId)
                {
                    left++;
                    return;
                }

                found++;
                row.Dataset.Append(dataset);
                row.TweetId.AppendOrNull(tweetId);
                row.Reference.Append(NameOf(ReferenceIds.Columns[column]));
                row.RoundedTweetId.Append(rounded);
                row.NeighbourTweetId.Append(neighbour);
                row.End();
            });
        });
        context.Note($"{found:N0} rounded references have one tweet of the dataset nearby, {left:N0} have none or several");
    }

    /// <summary>The tweetids near the rounded references of each dataset: 16 bytes for each reference.</summary>
    private static Dictionary<string, NeighbourIds> Find(AnalysisContext context)
    {
        var asked = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        context.Progress.Begin("references: rounded ids", context.Dataset.TweetCount);
        ForEachReference(context, (dataset, _, _, rounded) =>
        {
            if (!asked.TryGetValue(dataset, out List<long>? of))
                asked.Add(dataset, of = []);
            of.Add(rounded);
        });
        var near = new Dictionary<string, NeighbourIds>(StringComparer.Ordinal);
        foreach ((string dataset, List<long> rounded) in asked)
            near.Add(dataset, new NeighbourIds([.. rounded.Order().Distinct()]));
        if (near.Count == 0)
            return near;
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(context.Dataset.FileOf(part), TableList.Tweets, 0, -1, "dataset", "tweetid");
            var names = new SharedText();
            while (tweets.NextGroup())
            {
                context.Cancelled.ThrowIfCancellationRequested();
                for (int i = 0; i < tweets.Rows; i++)
                {
                    if (!tweets.Numbers(1).IsNull(i) && near.TryGetValue(names.Of(tweets.Texts(0)[i]), out NeighbourIds? of))
                        of.Add(tweets.Numbers(1)[i]);
                }
            }
        }

        return near;
    }

    /// <summary>Each rounded reference that a neighbour may repair, in the order of the tweets.</summary>
    /// <param name="take">Dataset, tweetid, place among <see cref="ReferenceIds.Columns"/>, the rounded id.</param>
    private static void ForEachReference(AnalysisContext context, Action<string, long?, int, long> take)
    {
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(context.Dataset.FileOf(part), TableList.Tweets, 0, -1, Columns);
            var names = new SharedText();
            var links = new RowList();
            while (tweets.NextGroup())
            {
                context.Cancelled.ThrowIfCancellationRequested();
                for (int i = 0; i < tweets.Rows; i++)
                {
                    if (!tweets.Flags(2)[i])
                        continue;
                    for (int c = 0; c < ReferenceIds.Columns.Length; c++)
                    {
                        NumberColumn ids = tweets.Numbers(4 + (2 * c));
                        if (ids.IsNull(i) || !tweets.Numbers(5 + (2 * c)).IsNull(i) || !ReferenceIds.IsRounded(ids[i]))
                            continue;
                        // Several links near it contradict each other; a neighbour does not settle that.
                        ReferenceIds.TryFindInLinks(links.Of(tweets.Lists(3), i), ids[i], 0, out _, out bool several);
                        if (!several)
                            take(names.Of(tweets.Texts(0)[i]), tweets.Numbers(1).IsNull(i) ? null : tweets.Numbers(1)[i], c, ids[i]);
                    }
                }

                context.Progress.Add(tweets.Rows);
            }
        }
    }

    private static string NameOf(TweetColumn column) => TweetColumns.Names[(int)column];

    private sealed class NeighbourRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly LongBuffer TweetId = columns.Long("tweetid", nullable: true);
        public readonly TextBuffer Reference = columns.DictionaryText("reference");
        public readonly LongBuffer RoundedTweetId = columns.Long("rounded_tweetid");
        public readonly LongBuffer NeighbourTweetId = columns.Long("neighbour_tweetid");
    }

    /// <summary>The name of the dataset, which is the same from row to row, as one string.</summary>
    private sealed class SharedText
    {
        private byte[] bytes = [];
        private string text = "";

        public string Of(ReadOnlySpan<byte> utf8)
        {
            if (!utf8.SequenceEqual(bytes))
            {
                bytes = utf8.ToArray();
                text = System.Text.Encoding.UTF8.GetString(utf8);
            }

            return text;
        }
    }
}
