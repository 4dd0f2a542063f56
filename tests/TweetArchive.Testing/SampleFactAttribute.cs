using Xunit;

namespace TweetArchive.Testing;

/// <summary>
/// A test on real rows, which are in <c>../shared/samples</c> next to the folder of TweetArchive.sln; skipped by name without them.
/// </summary>
public sealed class SampleFactAttribute : FactAttribute
{
    /// <param name="sample">The folder or file under samples that the test reads.</param>
    public SampleFactAttribute(string sample = "")
    {
        string path = Path.Combine(Repository.Samples, sample);
        if (!Directory.Exists(path) && !File.Exists(path))
            Skip = "no samples at " + path;
    }
}

/// <summary>Where the tests find the repository's own files and the samples next to it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Samples { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "samples"));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TweetArchive.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("TweetArchive.sln not found above " + AppContext.BaseDirectory);
    }
}
