using System.CommandLine;
using System.Globalization;
using TweetArchive.Requests;

namespace TweetArchive.Cli;

/// <summary>Which part of the work this process does: said, or told by the scheduler that started it.</summary>
internal static class ShardOptions
{
    private const int MostShards = 1_000_000;

    public static Option<string?> Shard() => new("--shard")
    {
        Description = "Do part I of N, counted from 1, and leave its result for merge. In a task of a Slurm array the default is the "
            + "task's own part (SLURM_ARRAY_TASK_ID of SLURM_ARRAY_TASK_COUNT). 'all' does everything.",
        HelpName = "I/N",
    };

    public static Option<int?> Shards() => new Option<int?>("--shards")
    {
        Description = "Do part JOB_COMPLETION_INDEX + 1 (a Kubernetes Indexed Job) or SLURM_ARRAY_TASK_ID of N.",
        HelpName = "N",
    }.Within(1, MostShards);

    /// <param name="environment">A variable's value, or null.</param>
    /// <param name="note">Told where a shard that nobody typed comes from.</param>
    /// <exception cref="UsageException">No shard can be made of it.</exception>
    public static Shard? From(
        ParseResult parsed, Option<string?> shard, Option<int?> shards, Func<string, string?> environment, TextWriter note) =>
        From(parsed.GetValue(shard), parsed.GetValue(shards), environment, note);

    /// <exception cref="UsageException">No shard can be made of it.</exception>
    public static Shard? From(string? shard, int? shards, Func<string, string?> environment, TextWriter note)
    {
        if (shard == "all")
            return null;
        if (shard is not null)
        {
            string[] parts = shard.Split('/');
            if (parts.Length == 2 && Number(parts[0]) is { } number && Number(parts[1]) is { } of
                && number >= 1 && number <= of && of <= MostShards && (shards ?? of) == of)
                return new Shard(number, of);
            throw new UsageException($"--shard {shard}: write it as I/N with I from 1 to N, such as "
                + $"3/8{(shards is null ? "" : ", the same N as in --shards")}.");
        }

        Shard? told = null;
        if (Number(environment("SLURM_ARRAY_TASK_ID")) is { } task
            && (shards ?? Number(environment("SLURM_ARRAY_TASK_COUNT"))) is { } tasks)
            told = Checked("SLURM_ARRAY_TASK_ID", task - (Number(environment("SLURM_ARRAY_TASK_MIN")) ?? 1) + 1, tasks);
        else if (shards is { } completions && Number(environment("JOB_COMPLETION_INDEX")) is { } index)
            told = Checked("JOB_COMPLETION_INDEX", index + 1, completions);
        if (told is null && shards is not null)
            throw new UsageException(
                "--shards: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX says which one this is. Give --shard I/N.");
        if (told is not null)
            note.WriteLine($"note: this is shard {told}, by the scheduler's environment; --shard all does not divide the work.");
        return told;
    }

    private static Shard Checked(string name, int number, int of) =>
        number >= 1 && number <= of && of <= MostShards
            ? new Shard(number, of)
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name} makes this shard {number} of {of}. "
                + $"Give --shards the number of tasks, and number tasks without gaps."));

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
