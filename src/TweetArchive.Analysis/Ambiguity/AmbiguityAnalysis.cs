using System.Collections.Concurrent;
using TweetArchive.Analysis.Learning;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>
/// Says of each mention by an ambiguous name how likely it is that the target is meant, by models that learned from the same dataset's
/// unambiguous names (docs/methods.md). The decision of the rules stays what it is.
/// </summary>
internal sealed class AmbiguityAnalysis : IAnalysis
{
    private static readonly Table<ScoreRow> MentionScores = new("mention_scores", 0, columns => new ScoreRow(columns));

    public string Name => "ambiguity";

    public string Summary => "how likely an ambiguous name means the target, learned from unambiguous ones";

    public IReadOnlyList<TableSpec> Tables => [MentionScores.Spec];

    public void Run(AnalysisContext context)
    {
        AmbiguousNames? names = null;
        SenseModel?[] models = [];
        SenseSample? sample = null;
        if (!context.Dataset.HasTweets)
        {
            context.Note($"left out: the dataset holds no tweets; run with --tweets all");
        }
        else if (context.Options.Lexicon.Checksum != context.Dataset.LexiconSha256)
        {
            context.Note($"left out: the dataset was made with another lexicon; give that one with --targets");
        }
        else if (context.Options.Lexicon.Targets.DistinctBy(t => t.Group).Count() > AmbiguousNames.MostGroups)
        {
            context.Note($"left out: the lexicon has more than {AmbiguousNames.MostGroups} groups of targets");
        }
        else
        {
            names = new AmbiguousNames(TargetMatcher.Compile(context.Options.Lexicon));
            sample = SenseSample.Read(context, names);
            context.Progress.Begin("ambiguity: learning");
            models = Learn(context, names, sample);
        }

        (string, object)[] parameters =
        [
            ("fewest_meant", SenseSample.FewestMeant), ("most_rows", SenseSample.MostRows), ("feature_places", 1 << SenseText.FeatureBits),
            ("pieces", $"{SenseText.ShortestPiece} to {SenseText.LongestPiece} characters"), ("words_each_side", SenseText.Reach), ("penalty", BinaryModel.Penalty), ("folds", Folds.Count),
            ("groups", string.Join(' ', (names?.Groups ?? []).Where((_, g) => models[g] is not null))),
        ];
        context.Write(MentionScores, "Probability that an ambiguous name means the target, as if half of all such uses did: logistic regression (Microsoft.ML, L-BFGS, Platt calibration) over the words around it, learned from this dataset's unambiguous names, which are labels by inference, and from hand-written texts of other senses. Null where too few are known. The decision is that of the rules.", parameters,
            row => Score(context, names!, models, sample!, row));
    }

    private static SenseModel?[] Learn(AnalysisContext context, AmbiguousNames names, SenseSample sample)
    {
        var models = new SenseModel?[names.Groups.Length];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = context.Cancelled };
        // The largest first, so that no thread begins with one when the others have ended.
        int[] order = [.. Enumerable.Range(0, models.Length).Where(g => sample.Rows[g].Count > 0).OrderByDescending(g => sample.Rows[g].Count)];
        Parallel.ForEach(Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering), threads, group => models[group] = SenseModel.Train(context.Learning, sample.Rows[group], sample, context.Cancelled));
        for (int group = 0; group < models.Length; group++)
        {
            if (models[group] is null)
                context.Note($"{names.Groups[group]}: no probabilities, with {sample.Meant[group]:N0} different texts that name a target of it beyond doubt ({SenseSample.FewestMeant} are needed, and as many others)");
            else
                context.Note($"{names.Groups[group]}: learned from {sample.Meant[group]:N0} texts in which a target is meant, {sample.Rows[group].Count - sample.Meant[group]:N0} in which none is");
        }

        return models;
    }

    /// <summary>A pass over the parts, a row group at a time; the tweets of a group are shared among threads.</summary>
    private static void Score(AnalysisContext context, AmbiguousNames names, SenseModel?[] models, SenseSample sample, ScoreRow writer)
    {
        if (models.Length == 0)
            return;
        context.Progress.Begin("ambiguity: scoring", context.Dataset.TweetCount);
        long scored = 0, likely = 0, without = 0;
        Lexicon lexicon = names.Matcher.Lexicon;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = context.Cancelled };
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(context.Dataset.FileOf(part), TableList.Tweets, 0, -1, "dataset", "userid", "tweetid", "tweet_language", "tweet_text", "hashtags");
            while (tweets.NextGroup())
            {
                var found = new List<Scored>?[tweets.Rows];
                Parallel.For(0, tweets.Rows, threads, () => new Scorer(names, models, sample, context.Accounts), (i, _, scorer) =>
                {
                    found[i] = scorer.Of(tweets, i);
                    return scorer;
                }, _ => { });
                for (int i = 0; i < tweets.Rows; i++)
                {
                    foreach (Scored mention in found[i] ?? [])
                    {
                        Write(writer, tweets, i, lexicon.Aliases[mention.Alias], mention);
                        scored++;
                        likely += mention.Probability >= 0.5 ? 1 : 0;
                        without += mention.Probability is null ? 1 : 0;
                    }
                }

                context.Progress.Add(tweets.Rows);
            }
        }

        context.Note($"{scored:N0} mentions by ambiguous names: {likely:N0} rather mean the target, {scored - likely - without:N0} rather do not, {without:N0} have no probability");
        if (!context.Dataset.HasAllTweets)
            context.Note($"candidates in tweets that mention no target for certain are not among them; run with --tweets all");
    }

    private static void Write(ScoreRow row, TableReader tweets, int i, Alias alias, Scored mention)
    {
        row.Dataset.Append(tweets.Texts(0)[i]);
        row.TweetId.AppendOrNull(tweets.Numbers(2).IsNull(i) ? null : tweets.Numbers(2)[i]);
        row.TargetId.Append(alias.TargetId);
        row.Alias.Append(alias.Text);
        row.AliasLanguage.Append(alias.Language);
        row.Field.Append(mention.Field.Word());
        row.MatchStart.AppendOrNull(mention.MatchStart < 0 ? null : mention.MatchStart);
        row.Decision.Append(mention.Decision.Word());
        row.Rule.Append(MatchRules.Name(mention.Rule));
        row.Probability.AppendOrNull(mention.Probability);
        row.End();
    }

    private readonly record struct Scored(int Alias, MentionField Field, int MatchStart, MentionDecision Decision, MatchRule Rule, double? Probability);

    /// <summary>What one thread needs.</summary>
    private sealed class Scorer(AmbiguousNames names, SenseModel?[] models, SenseSample sample, AccountIndex index)
    {
        private readonly MatchSession session = names.Matcher.NewSession();
        private readonly TweetAccounts accounts = new(index);
        private readonly SenseText words = new();
        private readonly RowList hashtags = new();

        public List<Scored>? Of(TableReader tweets, int i)
        {
            ReadOnlySpan<byte> text = tweets.Texts(4)[i], cell = tweets.Texts(3)[i];
            ReadOnlySpan<Mention> mentions = session.Match(new TweetText { Text = text, Language = cell, Hashtags = hashtags.Of(tweets.Lists(5), i) });
            List<Scored>? found = null;
            foreach (ref readonly Mention mention in mentions)
            {
                if (!AmbiguousNames.IsAmbiguous(mention))
                    continue;
                found ??= [];
                found.Add(new Scored(mention.Alias, mention.Field, mention.MatchStart, mention.Decision, mention.Rule, Probability(tweets, i, mention, mentions)));
            }

            return found;
        }

        private double? Probability(TableReader tweets, int i, in Mention mention, ReadOnlySpan<Mention> mentions)
        {
            int group = names.GroupOf[mention.Target];
            if (models[group] is not { } model)
                return null;
            bool named = false;
            foreach (ref readonly Mention other in mentions)
                named |= AmbiguousNames.IsSure(other) && names.GroupOf[other.Target] == group;
            MatchSession.AliasHit hit = session.Hits[mention.Hit];
            string around = words.Read(session, mention.Target, new SensePlace(hit.Start, hit.End, hit.InText));
            int account = accounts.Of(tweets.Texts(0), tweets.Texts(1), i);
            string language = AmbiguousNames.LanguageOf(tweets.Texts(3)[i], tweets.Texts(4)[i]);
            return model.Probability(words.Features(around, mention.Target, language, sample.AccountShare(account, group, named)));
        }
    }

    private sealed class ScoreRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly LongBuffer TweetId = columns.Long("tweetid", nullable: true);
        public readonly TextBuffer TargetId = columns.DictionaryText("target_id");
        public readonly TextBuffer Alias = columns.DictionaryText("alias");
        public readonly TextBuffer AliasLanguage = columns.DictionaryText("alias_language");
        public readonly TextBuffer Field = columns.DictionaryText("field");
        public readonly IntegerBuffer MatchStart = columns.Integer("match_start", nullable: true);
        public readonly TextBuffer Decision = columns.DictionaryText("decision");
        public readonly TextBuffer Rule = columns.DictionaryText("rule");
        public readonly NumberBuffer Probability = columns.Number("probability", nullable: true);
    }
}
