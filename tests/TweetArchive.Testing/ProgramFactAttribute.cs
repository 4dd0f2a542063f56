using Xunit;

namespace TweetArchive.Testing;

/// <summary>A test that needs other programs on the path; skipped by name where one is missing.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="asRoot">It also needs the rights of root.</param>
    public ProgramFactAttribute(bool asRoot, params string[] programs)
    {
        string[] missing = [.. programs.Where(p => !IsThere(p))];
        if (missing.Length > 0)
            Skip = "needs " + string.Join(", ", missing);
        else if (asRoot && Environment.UserName != "root")
            Skip = "needs root";
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
