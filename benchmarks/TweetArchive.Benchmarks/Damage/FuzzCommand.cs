using TweetArchive.Testing;

namespace TweetArchive.Benchmarks.Damage;

/// <summary><c>fuzz</c>: the tests' fuzz targets for as long as one likes.</summary>
internal static class FuzzCommand
{
    public static int Run(int minutes, int seed) =>
        FuzzRun.Run(seed, TimeSpan.FromMinutes(minutes), long.MaxValue, Console.Out).Count == 0 ? 0 : 1;
}
