using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Jobs;
using TweetArchive.Media;
using TweetArchive.Releases;
using TweetArchive.Tweets;

namespace TweetArchive.Dataset;

/// <summary>manifest.json: what was run on what, with which outcome. The only file that may differ between equal runs.</summary>
public static class Manifest
{
    public static string ProgramVersion { get; } =
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    internal static void Write(string path, RunOptions options, RunResult result)
    {
        using FileStream stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("format", "tweetarchive dataset");
        json.WriteNumber("format_version", 1);
        json.WriteString("program_version", ProgramVersion);
        json.WriteString("created", DateTime.UtcNow);
        WriteOptions(json, options);
        json.WriteStartObject("lexicon");
        json.WriteString("sha256", options.Lexicon.Checksum);
        json.WriteNumber("targets", options.Lexicon.Targets.Count);
        json.WriteNumber("aliases", options.Lexicon.Aliases.Count);
        json.WriteEndObject();
        WriteCounts(json, "accounting", result.Counts);
        WriteDatasets(json, result);
        json.WriteNumber("tweets_in_several_datasets", result.TweetsInSeveral);
        json.WriteStartArray("inputs");
        foreach (InputResult input in result.Inputs)
            WriteInput(json, input);
        json.WriteEndArray();
        WriteMedia(json, result.Media);
        json.WriteStartArray("unreadable_inputs");
        foreach (var problem in result.Problems)
        {
            json.WriteStartObject();
            json.WriteString("source_file", problem.SourceName);
            json.WriteString("problem", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteMap(json, "unreadable_cells", result.UnreadableCells);
        WriteMap(json, "reference_repairs", result.ReferenceRepairs);
        json.WriteStartArray("files");
        foreach (OutputFile file in result.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("rows", file.Rows);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, RunOptions options)
    {
        json.WriteStartObject("options");
        json.WriteStartArray("inputs");
        foreach (string input in options.Inputs)
            json.WriteStringValue(input);
        json.WriteEndArray();
        json.WriteString("tweets", options.Tweets.ToString().ToLowerInvariant());
        json.WriteBoolean("dedupe", options.Dedupe);
        json.WriteBoolean("strict", options.Strict);
        json.WriteString("max_rejects", options.MaxRejects.ToString());
        json.WriteNumber("threads", options.Threads);
        json.WriteNumber("memory", options.Memory);
        json.WriteNumber("max_record_bytes", options.MaxRecordBytes);
        json.WriteString("tokeniser", Tokeniser.Best.Name);
        json.WriteEndObject();
    }

    /// <summary>Where the records went, as properties of the object at hand.</summary>
    public static void WriteCounts(Utf8JsonWriter json, in EntryCounts counts)
    {
        json.WriteNumber("records", counts.Records - counts.Users);
        json.WriteNumber("tweets", counts.Tweets);
        json.WriteNumber("rejected", counts.Rejected);
        json.WriteNumber("duplicates", counts.Duplicates);
        json.WriteNumber("users", counts.Users);
        json.WriteNumber("retweets", counts.Retweets);
        json.WriteNumber("tagged_tweets", counts.TaggedTweets);
        json.WriteNumber("reference_ids_rounded", counts.RoundedReferences);
        json.WriteNumber("notices", counts.Notices);
        json.WriteNumber("texts_not_utf8", counts.TextsNotUtf8);
        json.WriteNumber("lines", counts.Lines);
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, in EntryCounts counts)
    {
        json.WriteStartObject(name);
        WriteCounts(json, counts);
        json.WriteEndObject();
    }

    public static void WriteDatasets(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartArray("datasets");
        foreach (DatasetResult dataset in result.Datasets)
        {
            json.WriteStartObject();
            json.WriteString("dataset", dataset.Name);
            json.WriteNumber("tweets", dataset.Tweets);
            json.WriteNumber("tweets_counted_elsewhere", dataset.CountedElsewhere);
            json.WriteNumber("accounts", dataset.Accounts);
            json.WriteNumber("accounts_with_tweets", dataset.AccountsWithTweets);
            WritePublished(json, dataset.Published);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The registry's figures beside those read; null for a dataset that it does not know.</summary>
    private static void WritePublished(Utf8JsonWriter json, PublishedFigures? figures)
    {
        if (figures is null)
        {
            json.WriteNull("published");
            return;
        }

        Release release = figures.Release;
        json.WriteStartObject("published");
        json.WriteString("campaign", release.Campaign);
        json.WriteString("stated_origin", release.Origin);
        json.WriteString("released", release.Released);
        WriteNumber(json, "tweets", release.Tweets);
        WriteNumber(json, "tweets_difference", figures.TweetsDifference);
        json.WriteString("tweets_source", release.TweetsSource);
        WriteNumber(json, "accounts", release.Accounts);
        WriteNumber(json, "accounts_difference", figures.AccountsDifference);
        json.WriteString("accounts_source", release.AccountsSource);
        json.WriteString("note", release.Note);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteInput(Utf8JsonWriter json, InputResult input)
    {
        json.WriteStartObject();
        json.WriteString("source_file", input.Entry.SourceName);
        json.WriteString("path", input.Entry.Path);
        json.WriteString("dataset", input.Entry.Dataset);
        json.WriteString("sha256", input.Sha256);
        json.WriteNumber("bytes", input.Entry.Bytes);
        json.WriteString("kind", input.Kind?.ToString().ToLowerInvariant());
        json.WriteString("variant", input.Variant);
        if (input.Dialect is { } dialect)
            WriteDialect(json, dialect, input.Kind);
        json.WriteStartArray("missing_columns");
        foreach (string column in input.MissingColumns)
            json.WriteStringValue(column);
        json.WriteEndArray();
        WriteCounts(json, "accounting", input.Counts);
        WriteMap(json, "reject_reasons", input.RejectReasons);
        json.WriteBoolean("translated", input.Translated);
        WriteMap(json, "converted_cells", input.Conversions);
        json.WriteStartArray("remarks");
        foreach (Collections.Remark remark in input.Remarks)
        {
            json.WriteStartObject();
            json.WriteString("code", remark.Code);
            json.WriteString("message", remark.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("problem", input.Problem);
        json.WriteEndObject();
    }

    public static void WriteDialect(Utf8JsonWriter json, CellDialect dialect, RowKind? kind)
    {
        json.WriteStartObject("dialect");
        json.WriteNumber("sampled_records", dialect.Sampled);
        json.WriteString("quoting", dialect.Quoting);
        json.WriteString("line_end", dialect.LineEnd);
        json.WriteString("counts", dialect.Counts);
        json.WriteString("hashes", dialect.Hashes);
        if (kind == RowKind.Tweets)
        {
            json.WriteString("booleans", dialect.Booleans);
            json.WriteString("lists", dialect.Lists);
            json.WriteString("mentions", dialect.Mentions);
            json.WriteString("coordinates", dialect.Coordinates);
            json.WriteBoolean("tweet_language_blank", dialect.LanguageBlank);
            json.WriteBoolean("reference_ids_rounded", dialect.ReferenceIdsRounded);
        }

        json.WriteEndObject();
    }

    /// <summary>What was found in media archives; nothing if none was given.</summary>
    public static void WriteMedia(Utf8JsonWriter json, MediaResult? media)
    {
        if (media is null)
            return;
        json.WriteStartObject("media");
        json.WriteNumber("archives", media.Archives);
        json.WriteNumber("files", media.Files);
        json.WriteNumber("files_of_tweets_read", media.OfTweets);
        json.WriteBoolean("hashed", media.Hashed);
        if (media.Hashed)
        {
            json.WriteNumber("near_picture_distance", NearPictures.Distance);
            json.WriteNumber("reuse_groups", media.ReuseGroups);
        }

        json.WriteEndObject();
    }

    /// <summary>An object of numbers.</summary>
    public static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> values)
    {
        json.WriteStartObject(name);
        foreach ((string key, long value) in values)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }
}
