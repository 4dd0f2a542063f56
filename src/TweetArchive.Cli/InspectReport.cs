using System.Globalization;
using TweetArchive.Inspecting;
using TweetArchive.Jobs;
using TweetArchive.Media;
using TweetArchive.Releases;
using TweetArchive.Targets;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Cli;

/// <summary>What inspect found, as a table for people or as a line of JSON for programs.</summary>
internal static class InspectReport
{
    /// <summary>The files of each dataset under what is known of it, a line each, and below a file what to expect of it.</summary>
    public static void WriteText(
        TextWriter to, IReadOnlyList<EntryInspection> found, IReadOnlyList<MediaInspection> media, TargetChoice asked)
    {
        EntryInspection[] read = [.. found.Where(f => f.Kind is not null)];
        MediaInspection[] archives = [.. media.Where(m => m.Problem is null)];
        if (read.Length + archives.Length == 0)
            return;
        int rows = read.Select(Rows).Concat(archives.Select(a => Sizes.Number(a.Files))).Max(r => r.Length);
        int size = read.Select(Size).Concat(archives.Select(a => Sizes.Show(a.Bytes))).Max(s => s.Length);
        string[] datasets =
            [.. read.Select(f => f.Entry.Dataset).Concat(archives.Select(a => a.Archive.Dataset)).Distinct().Order(StringComparer.Ordinal)];
        foreach (string dataset in datasets)
        {
            to.WriteLine(Title(dataset, ReleaseRegistry.Shipped.Find(dataset)));
            if (read.Any(f => f.Entry.Dataset == dataset))
                to.WriteLine("  " + AskedText.Of(asked.Of(dataset)));
            foreach (EntryInspection file in read.Where(f => f.Entry.Dataset == dataset))
            {
                to.WriteLine($"  {What(file),-15} {Rows(file).PadLeft(rows)} rows  {Dates(file),-23}  {Size(file).PadLeft(size)}  "
                    + $"{file.Entry.SourceName}");
                to.WriteLine($"      {Cells(file)}");
                foreach (Trouble trouble in file.Trouble)
                    to.WriteLine($"    ! {trouble.Message}");
                if (file.Problem is not null)
                    to.WriteLine($"    ! damaged: {file.Problem}");
            }

            foreach (MediaInspection archive in archives.Where(a => a.Archive.Dataset == dataset))
                to.WriteLine($"  {"media",-15} {Sizes.Number(archive.Files).PadLeft(rows)} files {"",-23} "
                    + $"{Sizes.Show(archive.Bytes).PadLeft(size)}  {archive.Archive.SourceName}");
            to.WriteLine();
        }

        WriteSummary(to, read, archives, datasets.Length);
    }

    public static void WriteJson(Stream to, EntryInspection found, AskedTargets asked) => CommandJson.WriteLine(to, new InspectionJson
    {
        SourceFile = found.Entry.SourceName,
        Dataset = found.Entry.Dataset,
        Release = ReleaseJson.Of(found.Release),
        TargetsGroups = asked.Groups,
        TargetsAsked = asked.Count,
        TargetsNotAsked = asked.NotAsked,
        Kind = found.Kind?.ToString().ToLowerInvariant(),
        Variant = found.Variant,
        Bytes = found.Entry.Bytes,
        BytesEstimated = found.Entry.Estimated,
        RecordsEstimated = found.RecordsEstimated,
        RecordsExact = found.Exact,
        RecordsSampled = found.RecordsSampled,
        PlacesSampled = found.PlacesSampled,
        FirstTweetSampled = found.FirstTime is { } first ? Day(first) : null,
        LastTweetSampled = found.LastTime is { } last ? Day(last) : null,
        Dialect = found.Dialect is { } dialect ? RunDescription.Dialect(dialect, found.Kind) : null,
        MissingColumns = found.MissingColumns,
        Trouble = [.. found.Trouble.Select(t => new TroubleJson(t.Code, t.Message))],
        Problem = found.Problem,
    });

    public static void WriteJson(Stream to, MediaInspection found) => CommandJson.WriteLine(to, new MediaInspectionJson(
        found.Archive.SourceName, found.Archive.Dataset, ReleaseJson.Of(ReleaseRegistry.Shipped.Find(found.Archive.Dataset)), "media",
        found.Files, found.OfTweets, found.Bytes, found.Problem));

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
            .. release.Tweets is { } tweets ? [Counted.Of(tweets, "tweet")] : Array.Empty<string>(),
            .. release.Accounts is { } accounts ? [Counted.Of(accounts, "account")] : Array.Empty<string>(),
        ];
        return figures.Length == 0 ? title : $"{title} with {string.Join(" and ", figures)}";
    }

    private static string What(EntryInspection file) =>
        file.Kind == RowKind.Users ? "accounts" : file.OtherFormat ? $"tweets, {file.Variant}" : $"tweets, order {file.Variant}";

    private static string Size(EntryInspection file) => (file.Entry.Estimated ? "about " : "") + Sizes.Show(file.Entry.Bytes);

    private static string Rows(EntryInspection file) =>
        file.Exact ? Sizes.Number(file.RecordsEstimated) : "about " + Sizes.Number(Rounded(file.RecordsEstimated));

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
            : $"quotes: {d.Quoting}; {d.LineEnd}; {d.Booleans}; counts {d.Counts}; lists {d.Lists}; mentions as {d.Mentions}; hashed "
                + $"ids: {d.Hashes}; coordinates: {d.Coordinates}";
        return file.MissingColumns.Count == 0 ? cells : $"{cells}; without {string.Join(", ", file.MissingColumns)}";
    }

    private static void WriteSummary(TextWriter to, EntryInspection[] read, MediaInspection[] media, int datasets)
    {
        bool sampled = read.Any(f => !f.Exact);
        string about = sampled ? "about " : "";
        long tweets = read.Where(f => f.Kind == RowKind.Tweets).Sum(f => f.RecordsEstimated);
        int troubled = read.Count(f => f.Trouble.Count > 0 || f.Problem is not null);
        string withMedia = media.Length == 0 ? "" : $" and {Count(media.Length, "media archive")}";
        to.WriteLine($"{Count(read.Length, "file")}{withMedia} in {Count(datasets, "dataset")}: "
            + $"{about}{Sizes.Number(sampled ? Rounded(tweets) : tweets)} tweets, "
            + $"{(read.Any(f => f.Entry.Estimated) ? "about " : "")}{Sizes.Show(read.Sum(f => f.Entry.Bytes))} to read; "
            + $"{(troubled == 0 ? "no trouble in sight" : $"expect trouble in {troubled} of them (see the lines marked !)")}.");
        if (sampled)
            to.WriteLine("Where a number of rows has \"about\", it and the dates are estimates from samples: the beginning, eight places "
                + "and the end of a file, or the first megabytes of a packed one.");
    }

    private static string Count(int number, string what) => Counted.Of(number, what);

    private static string Day(long millis) =>
        DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
