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

    /// <exception cref="ArgumentException">Not a kind.</exception>
    public static InputKind Parse(string option, string text) =>
        Enum.TryParse(text, ignoreCase: true, out InputKind kind) && Enum.IsDefined(kind) ? kind : throw new ArgumentException($"{option} {text}: give plain, zip or gz.");

    public static string Word(this InputKind kind) => kind.ToString().ToLowerInvariant();
}
