using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Requests;

namespace TweetArchive.Checkpoints;

/// <summary>What a file says of a job.</summary>
/// <param name="Units">How many units of work are beside it; only a finished shard says.</param>
/// <param name="Hashes">Of the files that this part of the job had to hash.</param>
/// <param name="Outcome">How the command that made a finished shard ended.</param>
internal sealed record SavedJob(JobIdentity Job, int Units, FileHashes Hashes, RunOutcome Outcome = RunOutcome.Done);

/// <summary>A <see cref="JobIdentity"/> as JSON: job.json beside unfinished work, shard.json beside a shard's.</summary>
internal static class JobFile
{
    private const string Format = "tweetarchive job";
    private const int FormatVersion = 5;

    /// <summary>Writes the record durably.</summary>
    public static void Write(string path, SavedJob document)
    {
        JobIdentity job = document.Job;
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("format_version", FormatVersion);
            json.WriteString("job", job.Id);
            json.WriteString("program_version", job.ProgramVersion);
            json.WriteString("lexicon", job.Lexicon);
            json.WriteString("tweets", job.Tweets.ToString());
            json.WriteBoolean("dedupe", job.Dedupe);
            json.WriteBoolean("strict", job.Strict);
            json.WriteNumber("max_record_bytes", job.MaxRecordBytes);
            json.WriteNumber("checkpoint_bytes", job.CheckpointBytes);
            json.WriteString("max_rejects", job.MaxRejects.ToString());
            json.WriteNumber("shard", job.Shard?.Number ?? 0);
            json.WriteNumber("shards", job.Shard?.Of ?? 0);
            json.WriteNumber("units", document.Units);
            json.WriteString("outcome", document.Outcome.ToString());
            Strings(json, "arguments", job.Arguments);
            Strings(json, "notes", job.Notes);
            json.WriteStartArray("problems");
            foreach (InputProblem problem in job.Problems)
            {
                json.WriteStartObject();
                json.WriteString("source_file", problem.SourceName);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("inputs");
            foreach (JobInput input in job.Inputs)
                WriteInput(json, input, document.Hashes);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        Durable.WriteText(path, Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    /// <summary>What a file says; null if it is not one of these.</summary>
    public static SavedJob? TryRead(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement json = document.RootElement;
            if (json.GetProperty("format").GetString() != Format || json.GetProperty("format_version").GetInt32() != FormatVersion)
                return null;
            int shards = json.GetProperty("shards").GetInt32();
            var job = new JobIdentity
            {
                ProgramVersion = Text(json, "program_version"),
                Lexicon = Text(json, "lexicon"),
                Tweets = Enum.Parse<TweetsMode>(Text(json, "tweets")),
                Dedupe = json.GetProperty("dedupe").GetBoolean(),
                Strict = json.GetProperty("strict").GetBoolean(),
                MaxRecordBytes = json.GetProperty("max_record_bytes").GetInt32(),
                CheckpointBytes = json.GetProperty("checkpoint_bytes").GetInt64(),
                MaxRejects = RejectLimit.Parse(Text(json, "max_rejects")) ?? RejectLimit.None,
                Shard = shards == 0 ? null : new Shard(json.GetProperty("shard").GetInt32(), shards),
                Arguments = Strings(json, "arguments"),
                Notes = Strings(json, "notes"),
                Problems = [
                    .. json.GetProperty("problems").EnumerateArray()
                        .Select(p => new InputProblem(Text(p, "source_file"), Text(p, "message")))],
                Inputs = [.. json.GetProperty("inputs").EnumerateArray().Select(ReadInput)],
            };
            var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
            var checksums = new Dictionary<string, RangeChecksum>(StringComparer.Ordinal);
            foreach (JsonElement input in json.GetProperty("inputs").EnumerateArray())
            {
                if (input.GetProperty("sha256").GetString() is not { } hash)
                    continue;
                hashes[Text(input, "path")] = hash;
                checksums[Text(input, "path")] = new RangeChecksum(input.GetProperty("crc64").GetUInt64(), input.GetProperty("hashed_bytes").GetInt64());
            }

            return new SavedJob(job, json.GetProperty("units").GetInt32(), new FileHashes(hashes, checksums, new Dictionary<string, string>()), Enum.Parse<RunOutcome>(Text(json, "outcome")));
        }
        catch (Exception e) when (e
            is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException
                or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void WriteInput(Utf8JsonWriter json, JobInput input, FileHashes hashes)
    {
        json.WriteStartObject();
        WriteEntry(json, input.Entry);
        if (input.Entry.Companion is { } account)
        {
            json.WriteStartObject("account");
            WriteEntry(json, account);
            json.WriteEndObject();
        }

        json.WriteNumber("modified", input.Modified);
        json.WriteString("ends", input.Ends);
        json.WriteString("sha256", hashes.Sha256.GetValueOrDefault(input.Entry.Path));
        if (hashes.Checksums.TryGetValue(input.Entry.Path, out RangeChecksum checksum))
        {
            json.WriteNumber("crc64", checksum.Value);
            json.WriteNumber("hashed_bytes", checksum.Bytes);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, ArchiveEntry entry)
    {
        json.WriteString("source_file", entry.SourceName);
        json.WriteString("dataset", entry.Dataset);
        json.WriteString("path", Path.GetFullPath(entry.Path));
        json.WriteNumber("bytes", entry.Bytes);
        json.WriteBoolean("bytes_estimated", entry.Estimated);
        json.WriteStartArray("layers");
        foreach (Layer layer in entry.Layers)
        {
            json.WriteStartObject();
            json.WriteString("container", layer.Kind.ToString());
            json.WriteNumber("index", layer.Index);
            json.WriteNumber("offset", layer.Offset);
            json.WriteNumber("bytes", layer.Bytes);
            json.WriteNumber("crc32", layer.Crc32);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static JobInput ReadInput(JsonElement json) => new(
        ReadEntry(json) with { Companion = json.TryGetProperty("account", out JsonElement account) ? ReadEntry(account) : null },
        json.GetProperty("modified").GetInt64(), Text(json, "ends"));

    private static ArchiveEntry ReadEntry(JsonElement json) =>
        new(Text(json, "path"), Text(json, "source_file"), json.GetProperty("bytes").GetInt64())
        {
            Layers = [.. json.GetProperty("layers").EnumerateArray().Select(ReadLayer)],
            Estimated = json.GetProperty("bytes_estimated").GetBoolean(),
            Dataset = Text(json, "dataset"),
        };

    private static Layer ReadLayer(JsonElement json) => new(Enum.Parse<ContainerKind>(Text(json, "container")),
        json.GetProperty("index").GetInt32(), json.GetProperty("offset").GetInt64(), json.GetProperty("bytes").GetInt64(),
        json.GetProperty("crc32").GetUInt32());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static string[] Strings(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(s => s.GetString() ?? "")];

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
