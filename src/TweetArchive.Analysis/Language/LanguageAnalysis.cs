using TweetArchive.Analysis.Learning;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Language;

/// <summary>
/// Tells the language of tweets whose cell is blank, as it is in every row of some releases, by a model of the same dataset's other rows
/// (docs/methods.md). Nothing is changed: the table stands beside the tweets.
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
        LanguageModel? model = null;
        if (!context.Dataset.HasTweets)
        {
            context.Note($"left out: the dataset holds no tweets; run with --tweets all");
        }
        else
        {
            sample = LanguageSample.Read(context);
            context.Progress.Begin("language: learning");
            model = Learn(context, sample);
        }

        (string, object)[] parameters =
        [
            ("least_confidence", LanguageModel.LeastConfidence), ("fewest_letters", LanguageSample.FewestLetters), ("fewest_rows_of_language", LanguageSample.FewestRows),
            ("most_rows_of_language", LanguageSample.MostOfLanguage), ("most_rows", LanguageSample.MostRows), ("script_share", LanguageScripts.LeastShare),
            ("feature_places", 1 << LanguageText.FeatureBits), ("longest_piece", LanguageText.LongestPiece), ("penalty", MulticlassModel.Penalty), ("passes", MulticlassModel.Passes), ("seed", MulticlassModel.Seed),
            ("languages", string.Join(' ', sample?.Languages ?? [])), ("rows_learned_from", sample?.Rows.Count ?? 0),
        ];
        context.Write(TweetLanguages, "Multinomial logistic regression (Microsoft.ML, SDCA) over hashed 1- to 4-character pieces and shares of scripts, learned from this dataset's tweets that have a language; predicted_language is und below least_confidence. A guess by a model; tweet_language of the other tables is as released.", parameters,
            row => Tell(context, model, row));
    }

    private static LanguageModel? Learn(AnalysisContext context, LanguageSample sample)
    {
        context.Note($"{sample.Blank:N0} tweets have no language, {sample.Given:N0} have one");
        if (sample.Blank == 0)
            return null;
        if (sample.TooFew.Count > 0)
            context.Note($"not learned, with fewer than {LanguageSample.FewestRows} different texts: {string.Join(", ", sample.TooFew.Select(l => $"{l.Language} ({l.Rows})"))}");
        if (sample.Languages.Count < 2)
        {
            context.Note($"nothing to learn from: at least two languages with {LanguageSample.FewestRows} different texts each are needed, there {(sample.Languages.Count == 1 ? "is " + sample.Languages[0] : "is none")}. Make one dataset of this release and another that has languages, and analyze it.");
            return null;
        }

        context.Note($"learned from {sample.Rows.Count:N0} different texts in {sample.Languages.Count} languages: {string.Join(' ', sample.Languages)}");
        return LanguageModel.Train(context.Learning, sample.Rows);
    }

    /// <summary>A pass over the parts, a row group at a time; the texts of a group are shared among threads.</summary>
    private static void Tell(AnalysisContext context, LanguageModel? model, PredictedRow row)
    {
        if (model is null)
            return;
        context.Progress.Begin("language: telling", context.Dataset.TweetCount);
        long told = 0, unsure = 0;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = context.Cancelled };
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(context.Dataset.FileOf(part), TableList.Tweets, 0, -1, "dataset", "tweetid", "tweet_language", "tweet_text");
            while (tweets.NextGroup())
            {
                var guesses = new LanguageGuess[tweets.Rows];
                TextColumn given = tweets.Texts(2), texts = tweets.Texts(3);
                Parallel.For(0, tweets.Rows, threads, () => new LanguageText(), (i, _, text) =>
                {
                    if (given[i].IsEmpty)
                        guesses[i] = model.Tell(texts[i], text);
                    return text;
                }, _ => { });
                for (int i = 0; i < tweets.Rows; i++)
                {
                    if (!given[i].IsEmpty)
                        continue;
                    row.Dataset.Append(tweets.Texts(0)[i]);
                    row.TweetId.Append(tweets.Numbers(1)[i]);
                    row.TweetLanguage.AppendNull();
                    row.PredictedLanguage.Append(guesses[i].Language);
                    row.Confidence.Append(guesses[i].Confidence);
                    row.End();
                    told++;
                    unsure += guesses[i].Language == LanguageModel.Unsure ? 1 : 0;
                }

                context.Progress.Add(tweets.Rows);
            }
        }

        context.Note($"{told - unsure:N0} of {told:N0} were told, {unsure:N0} are und");
    }

    private sealed class PredictedRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly LongBuffer TweetId = columns.Long("tweetid");
        public readonly TextBuffer TweetLanguage = columns.DictionaryText("tweet_language", nullable: true);
        public readonly TextBuffer PredictedLanguage = columns.DictionaryText("predicted_language");
        public readonly NumberBuffer Confidence = columns.Number("confidence");
    }
}
