using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Dataset;

namespace TweetArchive.Checkpoints;

/// <summary>What a file says of a job.</summary>
/// <param name="Units">How many units of work are next to it; only a finished shard says.</param>
/// <param name="Hashes">Of the files that this part of the job had to hash.</param>
/// <param name="Outcome">How the command that made a finished shard ended.</param>
internal sealed record SavedJob(JobIdentity Job, int Units, FileHashes Hashes, RunOutcome Outcome = RunOutcome.Done);

/// <summary>A <see cref="SavedJob"/> as JSON: job.json next to unfinished work, shard.json next to a shard's.</summary>
/// <param name="Id">For people who compare shards; the program computes it again.</param>
internal sealed record JobFile(string Format, int FormatVersion, string Id, SavedJob Saved)
{
    private const string JobFormat = "tweetarchive job";
    private const int Version = 6;

    /// <summary>Writes the record durably, with the full paths of all files.</summary>
    public static void Write(string path, SavedJob saved)
    {
        JobIdentity job = saved.Job with { Inputs = [.. saved.Job.Inputs.Select(i => i with { Entry = InFull(i.Entry) })] };
        FileHashes hashes = new(InFull(saved.Hashes.Sha256), InFull(saved.Hashes.Checksums), InFull(saved.Hashes.Failures));
        var file = new JobFile(JobFormat, Version, job.Id, saved with { Job = job, Hashes = hashes });
        Durable.Write(path, to =>
        {
            JsonSerializer.Serialize(to, file, CheckpointJson.Readable.JobFile);
            to.Write("\n"u8);
        });
    }

    /// <summary>What a file says; null if it is not one of these.</summary>
    public static SavedJob? TryRead(string path)
    {
        try
        {
            JobFile? file = JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Readable.JobFile);
            return file is { Format: JobFormat, FormatVersion: Version } && file.Saved.Job.IsWhole ? file.Saved : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static ArchiveEntry InFull(ArchiveEntry entry) => entry with
    {
        Path = Path.GetFullPath(entry.Path),
        Companion = entry.Companion is null ? null : InFull(entry.Companion),
        Notes = entry.Notes is null ? null : InFull(entry.Notes),
    };

    private static Dictionary<string, T> InFull<T>(IReadOnlyDictionary<string, T> byPath) =>
        byPath.ToDictionary(p => Path.GetFullPath(p.Key), p => p.Value, StringComparer.Ordinal);
}
