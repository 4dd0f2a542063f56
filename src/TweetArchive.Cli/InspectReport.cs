using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Dataset;
using TweetArchive.Inspecting;
using TweetArchive.Media;
using TweetArchive.Releases;
using TweetArchive.Tweets;

namespace TweetArchive.Cli;

/// <summary>What inspect found, as a table for people or as a line of JSON for programs.</summary>
internal static class InspectReport
{
    /// <summary>The files of each dataset under what is known of it, a line each, and below a file what to expect of it.</summary>
    public static void WriteText(TextWriter to, IReadOnlyList<EntryInspection> found, IReadOnlyList<MediaInspection> media)
    {
        EntryInspection[] read = [.. found.Where(f => f.Kind is not null)];
        MediaInspection[] archives = [.. media.Where(m => m.Problem is null)];
        if (read.Length + archives.Length == 0)
            return;
        int rows = read.Select(Rows).Concat(archives.Select(a => Sizes.Number(a.Files))).Max(r => r.Length);
        int size = read.Select(Size).Concat(archives.Select(a => Sizes.Show(a.Bytes))).Max(s => s.Length);
        string[] datasets = [.. read.Select(f => f.Entry.Dataset).Concat(archives.Select(a => a.Archive.Dataset)).Distinct().Order(StringComparer.Ordinal)];
        foreach (string dataset in datasets)
        {
            to.WriteLine(Title(dataset, ReleaseRegistry.Shipped.Find(dataset)));
            foreach (EntryInspection file in read.Where(f => f.Entry.Dataset == dataset))
            {
                to.WriteLine($"  {What(file),-15} {Rows(file).PadLeft(rows)} rows  {Dates(file),-23}  {Size(file).PadLeft(size)}  {file.Entry.SourceName}");
                to.WriteLine($"      {Cells(file)}");
                foreach (Trouble trouble in file.Trouble)
                    to.WriteLine($"    ! {trouble.Message}");
                if (file.Problem is not null)
                    to.WriteLine($"    ! damaged: {file.Problem}");
            }

            foreach (MediaInspection archive in archives.Where(a => a.Archive.Dataset == dataset))
                to.WriteLine($"  {"media",-15} {Sizes.Number(archive.Files).PadLeft(rows)} files {"",-23} {Sizes.Show(archive.Bytes).PadLeft(size)}  {archive.Archive.SourceName}");
            to.WriteLine();
        }

        WriteSummary(to, read, archives, datasets.Length);
    }

    public static void WriteJson(Stream to, EntryInspection found)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("source_file", found.Entry.SourceName);
            json.WriteString("dataset", found.Entry.Dataset);
            WriteRelease(json, found.Release);
            json.WriteString("kind", found.Kind?.ToString().ToLowerInvariant());
            json.WriteString("variant", found.Variant);
            json.WriteNumber("bytes", found.Entry.Bytes);
            json.WriteBoolean("bytes_estimated", found.Entry.Estimated);
            json.WriteNumber("records_estimated", found.RecordsEstimated);
            json.WriteBoolean("records_exact", found.Exact);
            json.WriteNumber("records_sampled", found.RecordsSampled);
            json.WriteNumber("places_sampled", found.PlacesSampled);
            json.WriteString("first_tweet_sampled", found.FirstTime is { } first ? Day(first) : null);
            json.WriteString("last_tweet_sampled", found.LastTime is { } last ? Day(last) : null);
            if (found.Dialect is { } dialect)
                Manifest.WriteDialect(json, dialect, found.Kind);
            json.WriteStartArray("missing_columns");
            foreach (string column in found.MissingColumns)
                json.WriteStringValue(column);
            json.WriteEndArray();
            json.WriteStartArray("trouble");
            foreach (Trouble trouble in found.Trouble)
            {
                json.WriteStartObject();
                json.WriteString("code", trouble.Code);
                json.WriteString("message", trouble.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("problem", found.Problem);
            json.WriteEndObject();
        }

        to.Write(buffer.WrittenSpan);
        to.Write("\n"u8);
        to.Flush();
    }

    public static void WriteJson(Stream to, MediaInspection found)
    {
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("source_file", found.Archive.SourceName);
            json.WriteString("dataset", found.Archive.Dataset);
            WriteRelease(json, ReleaseRegistry.Shipped.Find(found.Archive.Dataset));
            json.WriteString("kind", "media");
            json.WriteNumber("files", found.Files);
            json.WriteNumber("files_of_tweets", found.OfTweets);
            json.WriteNumber("bytes", found.Bytes);
            json.WriteString("problem", found.Problem);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
        to.Flush();
    }

    private static string Title(string dataset, Release? release)
    {
        if (release is null)
            return $"{dataset}: not a release that this program knows";
        string title = $"{dataset}: {release.Campaign}";
        if (release.Origin.Length > 0)
            title += $"; origin stated by Twitter: {release.Origin}";
        title += $"; released {release.ReleasedInWords}";
        string[] figures =
        [
            .. release.Tweets is { } tweets ? [$"{Sizes.Number(tweets)} tweets"] : Array.Empty<string>(),
            .. release.Accounts is { } accounts ? [$"{Sizes.Number(accounts)} accounts"] : Array.Empty<string>(),
        ];
        return figures.Length == 0 ? title : $"{title} with {string.Join(" and ", figures)}";
    }

    private static string What(EntryInspection file) =>
        file.Kind == RowKind.Users ? "accounts" : file.OtherFormat ? $"tweets, {file.Variant}" : $"tweets, order {file.Variant}";

    private static string Size(EntryInspection file) => (file.Entry.Estimated ? "about " : "") + Sizes.Show(file.Entry.Bytes);

    private static string Rows(EntryInspection file) => file.Exact ? Sizes.Number(file.RecordsEstimated) : "about " + Sizes.Number(Rounded(file.RecordsEstimated));

    /// <summary>An estimate has three digits.</summary>
    private static long Rounded(long estimate)
    {
        long unit = 1;
        while (estimate / unit >= 1000)
            unit *= 10;
        return (estimate + (unit / 2)) / unit * unit;
    }

    private static string Dates(EntryInspection file) =>
        file.FirstTime is { } first && file.LastTime is { } last ? $"{Day(first)} – {Day(last)}" : "";

    private static string Cells(EntryInspection file)
    {
        CellDialect d = file.Dialect!;
        string cells = d.Sampled == 0 ? "no records" : file.OtherFormat ? $"mentions as {d.Mentions}" : file.Kind == RowKind.Users
            ? $"quotes: {d.Quoting}; {d.LineEnd}; counts {d.Counts}; hashed ids: {d.Hashes}"
            : $"quotes: {d.Quoting}; {d.LineEnd}; {d.Booleans}; counts {d.Counts}; lists {d.Lists}; mentions as {d.Mentions}; hashed ids: {d.Hashes}; coordinates: {d.Coordinates}";
        return file.MissingColumns.Count == 0 ? cells : $"{cells}; without {string.Join(", ", file.MissingColumns)}";
    }

    private static void WriteSummary(TextWriter to, EntryInspection[] read, MediaInspection[] media, int datasets)
    {
        bool sampled = read.Any(f => !f.Exact);
        string about = sampled ? "about " : "";
        long tweets = read.Where(f => f.Kind == RowKind.Tweets).Sum(f => f.RecordsEstimated);
        int troubled = read.Count(f => f.Trouble.Count > 0 || f.Problem is not null);
        string withMedia = media.Length == 0 ? "" : $" and {Count(media.Length, "media archive")}";
        to.WriteLine($"{Count(read.Length, "file")}{withMedia} in {Count(datasets, "dataset")}: {about}{Sizes.Number(sampled ? Rounded(tweets) : tweets)} tweets, "
            + $"{(read.Any(f => f.Entry.Estimated) ? "about " : "")}{Sizes.Show(read.Sum(f => f.Entry.Bytes))} to read; {(troubled == 0 ? "no trouble in sight" : $"what to expect of {troubled} of them is marked !")}.");
        if (sampled)
            to.WriteLine("Rows with \"about\", and dates and marks of those files, are from samples: the beginning, eight places and the end of a file; of a packed one the first megabytes.");
    }

    private static string Count(int number, string what) => $"{Sizes.Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static void WriteRelease(Utf8JsonWriter json, Release? release)
    {
        if (release is null)
        {
            json.WriteNull("release");
            return;
        }

        json.WriteStartObject("release");
        json.WriteString("campaign", release.Campaign);
        json.WriteString("stated_origin", release.Origin);
        json.WriteString("released", release.Released);
        if (release.Tweets is { } tweets)
            json.WriteNumber("tweets", tweets);
        if (release.Accounts is { } accounts)
            json.WriteNumber("accounts", accounts);
        json.WriteEndObject();
    }

    private static string Day(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
