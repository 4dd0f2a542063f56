namespace TweetArchive.Benchmarks.Job;

/// <summary>How the archive is packed.</summary>
internal enum InputKind { Plain, Zip, Gz }

internal static class InputKinds
{
    public static InputKind OfFile(string path) => Path.GetExtension(path) switch
    {
        ".zip" => InputKind.Zip,
        ".gz" => InputKind.Gz,
        _ => InputKind.Plain,
    };

    public static string Word(this InputKind kind) => kind.ToString().ToLowerInvariant();
}
