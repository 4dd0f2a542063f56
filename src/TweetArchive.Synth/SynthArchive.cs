using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Stories;
using TweetArchive.Synth.Truth;
using TweetArchive.Synth.Tweets;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth;

/// <summary>
/// Writes a synthetic archive in the form of the released ones, with a users file and a truth file next to it.
/// Nothing in it is real: accounts, handles, sites and words are made up; only the planted aliases come from the lexicon.
/// </summary>
public static class SynthArchive
{
    private const int FlushAt = 1 << 20;
    private const int ProgressEvery = 1 << 14;

    /// <summary>Writes the archive, the users file and the truth file; all appear at the end, or none.</summary>
    /// <param name="options">What to write.</param>
    /// <param name="progress">Told the number of tweets written so far, every 16,384 and at the end.</param>
    /// <param name="cancellation">Stops the run; nothing is left.</param>
    /// <exception cref="ArgumentException">An option cannot be used; the message says what to do.</exception>
    public static SynthResult Write(SynthOptions options, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        Ingredients ingredients = Ingredients.For(options.Lexicon);
        FillerGuard guard = ingredients.Guard;
        Vocabulary english = ingredients.English;

        // One stream of random numbers for each part: more accounts do not change the days.
        var calendar = new Calendar(options.From, options.To, new SynthRandom(options.Seed, 1));
        var accounts = new AccountSet(options, guard, ingredients.Vocabularies, new SynthRandom(options.Seed, 2));
        var outsiders = new Outsiders(guard, english, new SynthRandom(options.Seed, 3));
        var hashtags = new EntityNames();
        var domains = new EntityNames();
        var links = new Links(domains, guard, english, outsiders, new SynthRandom(options.Seed, 4));
        var texts = new TextComposer(ingredients.Vocabularies, guard, hashtags);
        var composer = new TweetComposer(options, new SynthRandom(options.Seed, 5), calendar, accounts, outsiders, links,
            new PlantBook(ingredients.Plants), texts);
        // Before the ledger, which has a place for each account; after everything that draws from the other streams.
        StoryPlanter? stories = options.Stories == SynthStories.None ? null
            : new StoryPlanter(options, new SynthRandom(options.Seed, 6), calendar, accounts, composer, ingredients, hashtags, domains,
                outsiders, texts);
        var records = new RecordWriter(options, calendar, hashtags);
        var ledger = new TruthLedger(accounts.All.Count);

        using var files = new OutputFiles();
        long bytes = 0;
        files.Write(options.OutPath, options.Zip ? options.BaseName + ".csv" : null,
            stream => bytes = WriteTweets(stream, options, composer, stories, records, ledger, calendar, progress, cancellation));
        if (options.UsersFile)
            files.Write(options.UsersPath, null, stream => WriteUsers(stream, options, accounts));
        files.Write(options.TruthPath, null, stream =>
        {
            using var buffered = new BufferedStream(stream, FlushAt);
            new TruthFile(buffered, ingredients.Lexicon, calendar, hashtags, domains)
                .Write(options, ledger, options.UsersFile ? accounts.All.Count : null);
        });
        if (stories is not null)
            files.Write(options.PlantedPath, null, stories.WriteTruth);
        cancellation.ThrowIfCancellationRequested();
        files.Publish();
        progress?.Report(ledger.Tweets);
        return new SynthResult(options.OutPath, options.TruthPath, options.UsersFile ? options.UsersPath : null, ledger.Tweets,
            ledger.TaggedTweets, ledger.CandidateTweets, ledger.Accounts, options.UsersFile ? accounts.All.Count : 0,
            bytes);
    }

    private static long WriteTweets(Stream stream, SynthOptions options, TweetComposer composer, StoryPlanter? stories,
        RecordWriter records, TruthLedger ledger,
        Calendar calendar, IProgress<long>? progress, CancellationToken cancellation)
    {
        var cells = new CellWriter(options.Quoting, FlushAt + (1 << 16));
        var tweet = new TweetDraft();
        long bytes = 0;
        RecordWriter.Header(cells, RecordWriter.TweetColumns(options.Variant));
        for (long number = 0; number < options.Tweets; number++)
        {
            composer.Compose(tweet, number);
            Write();
            if (number % ProgressEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(number);
            }
        }

        foreach (Action<TweetDraft> compose in stories?.Tweets ?? [])
        {
            compose(tweet);
            Write();
        }

        Flush();
        return bytes;

        void Write()
        {
            records.Write(cells, tweet);
            ledger.Add(tweet, calendar.Days[tweet.Day]);
            if (cells.Length >= FlushAt)
                Flush();
        }

        void Flush()
        {
            stream.Write(cells.Bytes);
            bytes += cells.Length;
            cells.Clear();
        }
    }

    private static void WriteUsers(Stream stream, SynthOptions options, AccountSet accounts)
    {
        var cells = new CellWriter(options.Quoting);
        RecordWriter.Header(cells, RecordWriter.UserColumns);
        // By id, so that those without tweets are among the others.
        foreach (Account account in accounts.All.OrderBy(account => System.Text.Encoding.ASCII.GetString(account.UserId),
            StringComparer.Ordinal))
        {
            cells.Ready(account.ProfileCells);
            cells.EndRecord();
        }

        stream.Write(cells.Bytes);
    }
}
