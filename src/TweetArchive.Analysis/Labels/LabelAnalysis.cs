using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Labels;

/// <summary>
/// Which kind of name a target was called by: the polarity that the lexicon gives the alias. A fact about the word, not about the
/// tweet: a hostile label can be quoted or mocked, a neutral name can be in an attack. There is no stance model.
/// </summary>
internal sealed class LabelAnalysis : IAnalysis
{
    private static readonly Table<LabelRow> LabelUsed = new("label_used", 5, columns => new LabelRow(columns));

    public string Name => "labels";

    public string Summary => "which kind of name a target was called by (a fact of the lexicon, not a stance)";

    public IReadOnlyList<TableSpec> Tables => [LabelUsed.Spec];

    public void Run(AnalysisContext context)
    {
        var rows = new SortedDictionary<Label, Figures>();
        HashSet<(string Target, string Polarity)> ofTweet = [];
        Tweet? tweet = null;
        using (TableReader mentions = context.Dataset.Read(TableList.Mentions, "dataset", "tweetid", "userid", "tweet_time",
            "tweet_language", "is_retweet", "target_id", "polarity", "decision"))
        {
            while (mentions.NextGroup())
            {
                context.Cancelled.ThrowIfCancellationRequested();
                for (int i = 0; i < mentions.Rows; i++)
                {
                    if (!mentions.Texts(8)[i].SequenceEqual("tag"u8))
                        continue;
                    // Rows of a tweet are together; each label of it counts once.
                    string account = Encoding.UTF8.GetString(mentions.Texts(2)[i]),
                        language = Encoding.UTF8.GetString(mentions.Texts(4)[i]);
                    var here = new Tweet(Encoding.UTF8.GetString(mentions.Texts(0)[i]),
                        mentions.Numbers(1).IsNull(i) ? null : mentions.Numbers(1)[i], account, mentions.Numbers(3)[i], language,
                        mentions.Flags(5)[i]);
                    if (here != tweet)
                        ofTweet.Clear();
                    tweet = here;
                    string target = Encoding.UTF8.GetString(mentions.Texts(6)[i]), polarity = Encoding.UTF8.GetString(mentions.Texts(7)[i]);
                    if (!ofTweet.Add((target, polarity)))
                        continue;
                    var label = new Label(here.Dataset, target, polarity, language, mentions.Flags(5)[i]);
                    if (!rows.TryGetValue(label, out Figures? figures))
                        rows.Add(label, figures = new Figures());
                    figures.Add(account, here.Millis);
                }
            }
        }

        long Uses(Func<string, bool> polarity) => rows.Where(r => polarity(r.Key.Polarity)).Sum(r => r.Value.Tweets);

        // A target's own name is not a neutral one, and still far from a hostile label.
        context.Note($"{Uses(p => p == "self"):N0} uses of a target's own name, {Uses(p => p is not ("self" or "neutral")):N0} of a "
            + $"label of another polarity, {Uses(p => p == "neutral"):N0} of a neutral name (by tweet and target)");
        context.Write(LabelUsed, "Tagged tweets by the polarity that the lexicon gives the alias. It describes the alias, not the "
            + "tweet: no stance is measured. A tweet with names of two polarities counts under both. Tweets without an id are told apart "
            + "by account, time, language and kind: several of an account in one minute count once.", [], row =>
            {
                foreach ((Label label, Figures figures) in rows)
                {
                    row.Dataset.Append(label.Dataset);
                    row.TargetId.Append(label.Target);
                    row.Polarity.Append(label.Polarity);
                    row.TweetLanguage.AppendOrNull(label.Language);
                    row.IsRetweet.Append(label.IsRetweet);
                    row.Tweets.Append(figures.Tweets);
                    row.Accounts.Append(figures.Accounts);
                    row.FirstSeen.Append(figures.First);
                    row.LastSeen.Append(figures.Last);
                    row.End();
                }
            });
    }

    /// <summary>What mentions say of a tweet. Where it has no id, two of an account in one minute cannot be told apart.</summary>
    private sealed record Tweet(string Dataset, long? Id, string Account, long Millis, string Language, bool IsRetweet);

    private sealed record Label(string Dataset, string Target, string Polarity, string Language, bool IsRetweet) : IComparable<Label>
    {
        public int CompareTo(Label? other)
        {
            int order = string.CompareOrdinal(Dataset, other!.Dataset);
            order = order != 0 ? order : string.CompareOrdinal(Target, other.Target);
            order = order != 0 ? order : string.CompareOrdinal(Polarity, other.Polarity);
            order = order != 0 ? order : string.CompareOrdinal(Language, other.Language);
            return order != 0 ? order : IsRetweet.CompareTo(other.IsRetweet);
        }
    }

    private sealed class Figures
    {
        private readonly HashSet<string> accounts = new(StringComparer.Ordinal);

        public long Tweets { get; private set; }

        public int Accounts => accounts.Count;

        public long First { get; private set; } = long.MaxValue;

        public long Last { get; private set; } = long.MinValue;

        public void Add(string account, long millis)
        {
            Tweets++;
            accounts.Add(account);
            First = Math.Min(First, millis);
            Last = Math.Max(Last, millis);
        }
    }

    private sealed class LabelRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer TargetId = columns.DictionaryText("target_id");
        public readonly TextBuffer Polarity = columns.DictionaryText("polarity");
        public readonly TextBuffer TweetLanguage = columns.DictionaryText("tweet_language", nullable: true);
        public readonly FlagBuffer IsRetweet = columns.Flag("is_retweet");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly TimestampBuffer FirstSeen = columns.Timestamp("first_seen");
        public readonly TimestampBuffer LastSeen = columns.Timestamp("last_seen");
    }
}
