using System.CommandLine;
using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Inspecting;
using TweetArchive.Media;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>tweetarchive inspect</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var inputs = Options.Inputs("Files, folders, quoted globs, or - for standard input.");
        Option<string?> targetsGroup = Options.TargetsGroup(), encoding = Options.Encoding(), columns = Options.Columns();
        var json = new Option<bool>("--json") { Description = "One line of JSON for each entry." };
        var command = new Command("inspect",
            """
            Identifies files before a run: which dataset and release they belong to, tweets or accounts, how many rows,
            first and last day, how their cells are written, and what trouble to expect. It reads samples, even of a
            file of 100 GB: the beginning, some places and the end. Nothing is written.

            Examples:
              tweetarchive inspect ~/Downloads
              tweetarchive inspect ioa_tweets.csv
              tweetarchive inspect ~/Downloads --json | jq -r 'select(.trouble != []) | .source_file'
            """)
        {
            inputs, targetsGroup, encoding, columns, json,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            TargetChoice asked = TargetChoice.Parse(Lexicon.LoadShipped(), parsed.GetValue(targetsGroup));
            ArchiveCatalog catalog;
            try
            {
                catalog = TweetInputs.Open(parsed.GetRequiredValue(inputs), Options.ReadAsFrom(parsed, encoding, columns), cancel);
            }
            catch (ArchiveException e)
            {
                throw new UsageException(e.Message);
            }

            using ArchiveCatalog opened = catalog;
            bool asJson = parsed.GetValue(json);
            var found = new List<EntryInspection>();
            foreach (ArchiveEntry entry in catalog.Entries)
            {
                found.Add(Inspector.Inspect(entry, cancel));
                if (asJson)
                    InspectReport.WriteJson(Console.OpenStandardOutput(), found[^1], asked.Of(entry.Dataset));
            }

            MediaInspection[] media = [.. catalog.Media.Select(MediaInspection.Of)];
            if (asJson)
                Array.ForEach(media, m => InspectReport.WriteJson(Console.OpenStandardOutput(), m));
            else
                InspectReport.WriteText(Console.Out, found, media, asked);
            foreach (EntryInspection entry in found.Where(f => f.Kind is null))
                Console.Error.WriteLine("not read: " + entry.Problem);
            foreach (MediaInspection archive in media.Where(m => m.Problem is not null))
                Console.Error.WriteLine("not read: " + archive.Problem);
            foreach (var problem in catalog.Problems)
                Console.Error.WriteLine("not read: " + problem.Message);
            foreach (string note in catalog.Notes)
                Console.Error.WriteLine("note: " + note);
            return catalog.Problems.Count > 0 || found.Any(f => f.Problem is not null) || media.Any(m => m.Problem is not null)
                ? ExitCodes.SomeInputUnread
                : ExitCodes.Done;
        }));
        return command;
    }
}
