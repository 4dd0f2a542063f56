using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TweetArchive.Checkpoints;

/// <summary>What is kept of a job, as JSON and without reflection, so that it works compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, IncludeFields = true,
        IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JobFile))]
[JsonSerializable(typeof(FinishedPiece[]))]
internal sealed partial class CheckpointJson : JsonSerializerContext
{
    /// <summary>For people to look into.</summary>
    public static CheckpointJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
