using TweetArchive.Analysis.Learning;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Language;

/// <summary>
/// Tells the language of tweets whose cell is blank, as it is in every row of some releases, by a model of the same dataset's other rows
/// (docs/methods.md). Nothing is changed: the table is next to the tweets.
/// </summary>
internal sealed class LanguageAnalysis : IAnalysis
{
    private static readonly Table<PredictedRow> TweetLanguages = new("tweet_languages", 0, columns => new PredictedRow(columns));

    public string Name => "language";

    public string Summary => "the language of tweets whose cell is blank, learned from those that have one";

    public IReadOnlyList<TableSpec> Tables => [TweetLanguages.Spec];

    public void Run(AnalysisContext context)
    {
        LanguageSample? sample = null;
        LanguageTeller? teller = null;
        if (!context.Dataset.HasTweets)
        {
            context.Note($"left out: no tweets were kept; run with --tweets all");
        }
        else
        {
            sample = LanguageSample.Read(context);
            context.Progress.Begin("language: learning");
            teller = Learn(context, sample);
        }

        (string, object)[] parameters =
        [
            ("least_confidence", LanguageModel.LeastConfidence), ("fewest_letters", LanguageSample.FewestLetters),
            ("fewest_rows_of_language", LanguageSample.FewestRows),
            ("most_rows_of_language", LanguageSample.MostOfLanguage), ("most_rows", LanguageSample.MostRows),
            ("script_share", LanguageScripts.LeastShare),
            ("feature_places", 1 << LanguageText.FeatureBits), ("longest_piece", LanguageText.LongestPiece),
            ("penalty", MulticlassModel.Penalty), ("passes", MulticlassModel.PassesOf(sample?.Rows.Count ?? 0)),
            ("seed", MulticlassModel.Seed),
            ("languages", string.Join(' ', sample?.Languages ?? [])), ("rows_learned_from", sample?.Rows.Count ?? 0),
            ("held_out", string.Join("; ", teller?.Choices ?? [])), ("held_out_by_language", teller?.ByLanguage ?? ""),
        ];
        context.Write(TweetLanguages, "Multinomial logistic regression (Microsoft.ML, SDCA) over hashed 1- to 4-character pieces and "
            + "shares of scripts, learned from this dataset's tweets that have a language; predicted_language is und below "
            + "least_confidence. The model is used for the scripts where it is right more often, on accounts that it has not learned "
            + "from, than the commonest language of the script (held_out: McNemar, 5%); for others that language is given, with the "
            + "share of which it is right as confidence. A guess; tweet_language of the other tables is as released.", parameters,
            row => Tell(context, teller, row));
    }

    private static LanguageTeller? Learn(AnalysisContext context, LanguageSample sample)
    {
        context.Note($"{sample.Blank:N0} tweets have no language, {sample.Given:N0} have one");
        if (sample.Blank == 0)
            return null;
        if (sample.TooFew.Count > 0)
            context.Note($"not learned, with fewer than {LanguageSample.FewestRows} different texts: "
                + $"{string.Join(", ", sample.TooFew.Select(l => $"{l.Language} ({l.Rows})"))}");
        if (sample.Languages.Count < 2)
        {
            context.Note($"nothing to learn from: at least two languages with {LanguageSample.FewestRows} different texts each are "
                + $"needed, there {(sample.Languages.Count == 1 ? "is " + sample.Languages[0] : "is none")}. Make one dataset of this "
                + $"release and another that has languages, and analyze it.");
            return null;
        }

        context.Note($"learned from {sample.Rows.Count:N0} different texts in {sample.Languages.Count} languages: "
            + $"{string.Join(' ', sample.Languages)}");
        LanguageTeller teller = LanguageTeller.Learn(context.Learning, [.. sample.Rows], context.Cancelled);
        context.Note($"tried on accounts that were not learned from: {string.Join("; ", teller.Choices)}");
        context.Note($"by language: {teller.ByLanguage}");
        return teller;
    }

    /// <summary>A pass over the parts, a row group at a time; the texts of a group are shared among threads.</summary>
    private static void Tell(AnalysisContext context, LanguageTeller? teller, PredictedRow row)
    {
        if (teller is null)
            return;
        context.Progress.Begin("language: telling", context.Dataset.TweetCount);
        long told = 0, unsure = 0;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = context.Cancelled };
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(
                context.Dataset.FileOf(part), TableList.Tweets, 0, -1, "dataset", "tweetid", "tweet_language", "tweet_text");
            while (tweets.NextGroup())
            {
                var guesses = new LanguageGuess[tweets.Rows];
                TextColumn given = tweets.Texts(2), texts = tweets.Texts(3);
                Parallel.For(0, tweets.Rows, threads, () => new LanguageText(), (i, _, text) =>
                {
                    if (given[i].IsEmpty)
                        guesses[i] = teller.Tell(texts[i], text);
                    return text;
                }, _ => { });
                for (int i = 0; i < tweets.Rows; i++)
                {
                    if (!given[i].IsEmpty)
                        continue;
                    row.Dataset.Append(tweets.Texts(0)[i]);
                    row.TweetId.AppendOrNull(tweets.Numbers(1).IsNull(i) ? null : tweets.Numbers(1)[i]);
                    row.TweetLanguage.AppendNull();
                    row.PredictedLanguage.Append(guesses[i].Language);
                    row.Confidence.Append(guesses[i].Confidence);
                    row.Method.Append(guesses[i].ByModel ? "model"u8 : "script"u8);
                    row.End();
                    told++;
                    unsure += guesses[i].Language == LanguageModel.Unsure ? 1 : 0;
                }

                context.Progress.Add(tweets.Rows);
            }
        }

        context.Note($"{told - unsure:N0} of {told:N0} were recognised, {unsure:N0} are und");
    }

    private sealed class PredictedRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly LongBuffer TweetId = columns.Long("tweetid", nullable: true);
        public readonly TextBuffer TweetLanguage = columns.DictionaryText("tweet_language", nullable: true);
        public readonly TextBuffer PredictedLanguage = columns.DictionaryText("predicted_language");
        public readonly NumberBuffer Confidence = columns.Number("confidence");
        public readonly TextBuffer Method = columns.DictionaryText("method");
    }
}
