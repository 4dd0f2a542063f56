namespace TweetArchive.Benchmarks.Job;

/// <summary>Where the results of measurements are kept.</summary>
internal static class Repository
{
    /// <exception cref="ArgumentException">This program is not inside the repository.</exception>
    public static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TweetArchive.sln")))
                return folder.FullName;
        }

        throw new ArgumentException("This program does not stand inside the repository, so it has nowhere to save results.");
    }

    /// <summary>A lexicon of 684 spellings in a list, as the peers can search for: the first one of this project.</summary>
    public static string ListedNames() => Path.Combine(Root(), "tests", "TweetArchive.Tests", "Targets", "Matching", "first_form");

    /// <summary>benchmarks/results.</summary>
    public static string Results() => Path.Combine(Root(), "benchmarks", "results");

    /// <summary>The folder of this processor's results in the folder of all; made if it is not there.</summary>
    public static string ResultsFolder(string results) => Directory.CreateDirectory(Path.Combine(results, Machine.Folder)).FullName;

    /// <summary>Writes a result to that folder and says so; nothing if results are not to be kept.</summary>
    public static void Keep(string? results, string name, string text)
    {
        if (results is null)
            return;
        string path = Path.Combine(ResultsFolder(results), name);
        File.WriteAllText(path, text);
        Console.Error.WriteLine($"written: {path}");
    }
}
