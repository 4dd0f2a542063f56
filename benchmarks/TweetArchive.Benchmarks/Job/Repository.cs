namespace TweetArchive.Benchmarks.Job;

/// <summary>Where the results of measurements are kept.</summary>
internal static class Repository
{
    /// <exception cref="ArgumentException">This program does not stand inside the repository.</exception>
    public static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TweetArchive.sln")))
                return folder.FullName;
        }

        throw new ArgumentException("This program does not stand inside the repository, so it has nowhere to save results.");
    }

    /// <summary>benchmarks/results of this processor; made if it is not there.</summary>
    public static string ResultsFolder() => Directory.CreateDirectory(Path.Combine(Root(), "benchmarks", "results", Machine.Folder)).FullName;
}
