using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Pipeline;
using TweetArchive.Tweets;

namespace TweetArchive.Cli;

/// <summary>tweetarchive inspect</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var inputs = Options.Inputs("Files, folders, quoted globs, or - for standard input.");
        var json = new Option<bool>("--json") { Description = "One JSON object for each entry, a line each." };
        var command = new Command("inspect",
            """
            Says what files are, reading only the beginning of each: tweets or users, the order of their columns, how their
            cells are written, how many records to expect, and what trouble. Nothing is written.

            Example:
              tweetarchive inspect ~/Downloads
            """)
        {
            inputs, json,
        };
        command.SetAction(parsed => ExitCodes.Guard(cancel =>
        {
            ArchiveCatalog catalog;
            try
            {
                catalog = ArchiveCatalog.Open(parsed.GetRequiredValue(inputs));
            }
            catch (ArchiveException e)
            {
                throw new UsageException(e.Message);
            }

            using ArchiveCatalog opened = catalog;
            bool unread = catalog.Problems.Count > 0;
            foreach (ArchiveEntry entry in catalog.Entries)
            {
                EntryInspection found = Inspector.Inspect(entry, cancel);
                unread |= found.Problem is not null;
                if (parsed.GetValue(json))
                    WriteJson(found);
                else
                    WriteText(found);
            }

            foreach (var problem in catalog.Problems)
                Console.Error.WriteLine("not read: " + problem.Message);
            foreach (string note in catalog.Notes)
                Console.Error.WriteLine("note: " + note);
            return unread ? ExitCodes.SomeInputUnread : ExitCodes.Done;
        }));
        return command;
    }

    private static void WriteText(EntryInspection found)
    {
        TextWriter to = Console.Out;
        to.WriteLine(found.Entry.SourceName);
        if (found.Kind is null)
        {
            Console.Error.WriteLine("not read: " + found.Problem);
            to.WriteLine();
            return;
        }

        Row("dataset", found.Entry.Dataset);
        Row("holds", found.Kind == RowKind.Users ? "accounts (users file)" : $"tweets, column order {found.Variant}");
        Row("size", $"{(found.Entry.Estimated ? "about " : "")}{Sizes.Show(found.Entry.Bytes)} unpacked, {(found.Exact ? "" : "about ")}{Sizes.Number(found.RecordsEstimated)} records");
        if (found.FirstTime is { } first && found.LastTime is { } last)
            Row("tweets from", $"{Day(first)} to {Day(last)}{(found.Exact ? "" : " in the first records")}");
        CellDialect d = found.Dialect!;
        Row("cells", found.Kind == RowKind.Users
            ? $"quoted: {d.Quoting}; {d.LineEnd}; counts {d.Counts}; hashed ids {d.Hashes}"
            : $"quoted: {d.Quoting}; {d.LineEnd}; booleans {d.Booleans}; counts {d.Counts}; lists {d.Lists}; mentions as {d.Mentions}; hashed ids {d.Hashes}; coordinates {d.Coordinates}");
        if (found.MissingColumns.Count > 0)
            Row("missing", string.Join(", ", found.MissingColumns));
        foreach (string trouble in found.Trouble)
            Row("expect", trouble);
        if (found.Problem is not null)
            Row("damaged", found.Problem);
        to.WriteLine();

        void Row(string name, string value) => to.WriteLine($"  {name,-12}{value}");
    }

    private static string Day(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteJson(EntryInspection found)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("source_file", found.Entry.SourceName);
            json.WriteString("dataset", found.Entry.Dataset);
            json.WriteString("kind", found.Kind?.ToString().ToLowerInvariant());
            json.WriteString("variant", found.Variant);
            json.WriteNumber("bytes", found.Entry.Bytes);
            json.WriteBoolean("bytes_estimated", found.Entry.Estimated);
            json.WriteNumber("records_estimated", found.RecordsEstimated);
            json.WriteBoolean("records_exact", found.Exact);
            json.WriteString("first_tweet_sampled", found.FirstTime is { } first ? Day(first) : null);
            json.WriteString("last_tweet_sampled", found.LastTime is { } last ? Day(last) : null);
            if (found.Dialect is { } dialect)
                Manifest.WriteDialect(json, dialect, found.Kind);
            Strings("missing_columns", found.MissingColumns);
            Strings("trouble", found.Trouble);
            json.WriteString("problem", found.Problem);
            json.WriteEndObject();

            void Strings(string name, IReadOnlyList<string> values)
            {
                json.WriteStartArray(name);
                foreach (string value in values)
                    json.WriteStringValue(value);
                json.WriteEndArray();
            }
        }

        using Stream to = Console.OpenStandardOutput();
        to.Write(buffer.WrittenSpan);
        to.Write("\n"u8);
    }
}
