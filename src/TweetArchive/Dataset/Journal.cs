using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TweetArchive.Dataset;

/// <summary>The moves that publish finished files, written down durably before the first of them is done.</summary>
/// <param name="Format">What this file is.</param>
/// <param name="Run">What the command is about, to know it again.</param>
/// <param name="Outcome">How the command ends when its files are in place.</param>
/// <param name="Remove">Files of an older dataset, by their names in the folder.</param>
/// <param name="Moves">The last one is the file that says that all others are there.</param>
internal sealed record Journal(
    string Format, string Run, RunOutcome Outcome, IReadOnlyList<string> Remove, IReadOnlyList<Journal.Move> Moves)
{
    public const string FormatName = "tweetarchive publication 1";

    private const string Analysis = "analyze ";

    /// <summary>It is of analyses, which change a dataset that a run made.</summary>
    [JsonIgnore]
    public bool IsOfAnalysis => Run.StartsWith(Analysis, StringComparison.Ordinal);

    /// <summary>What analyses call themselves in a journal.</summary>
    public static string RunOf(IEnumerable<string> analyses) => Analysis + string.Join(',', analyses);

    /// <param name="From">Below <c>.work</c>.</param>
    /// <param name="To">Below the folder.</param>
    internal sealed record Move(string From, string To);

    public void Write(string path) => Durable.WriteText(path, JsonSerializer.Serialize(this, JournalJson.Default.Journal));

    /// <summary>What a run that is done left, to be known again; null if there is nothing, or nothing that can be understood.</summary>
    public static Journal? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (UsageException)
        {
            return null;
        }
    }

    /// <summary>Null if there is none.</summary>
    /// <exception cref="UsageException">It is not one of this program, or would touch what is not of a dataset; nothing was
    /// moved.</exception>
    public static Journal? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        Journal? journal = null;
        string problem = "it cannot be read";
        try
        {
            journal = JsonSerializer.Deserialize(File.ReadAllText(path, Encoding.UTF8), JournalJson.Default.Journal);
        }
        catch (JsonException e)
        {
            problem = e.Message;
        }

        if (journal is { Format: FormatName, Moves.Count: > 0, Remove: not null })
        {
            string? foreign = journal.Remove.Concat(journal.Moves.Select(m => m.To)).FirstOrDefault(n => !DatasetNames.IsOfDataset(n))
                ?? journal.Moves.Select(m => m.From).FirstOrDefault(n => !IsStaged(n));
            if (foreign is null)
                return journal;
            problem = $"it names '{foreign}', which a run does not write";
        }

        string work = Path.GetDirectoryName(path)!;
        throw new UsageException($"{path}: the list of moves that an interrupted command left is not usable: {problem}. Nothing was moved "
            + $"or deleted. If you do not need what that command had done, delete {work} and give your command again.");
    }

    private static bool IsStaged(string from) =>
        DatasetNames.IsInside(from) && (from.StartsWith(WorkFolder.Staging + "/", StringComparison.Ordinal)
            || from.StartsWith(DatasetNames.Units + "/", StringComparison.Ordinal));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Journal))]
internal sealed partial class JournalJson : JsonSerializerContext;
