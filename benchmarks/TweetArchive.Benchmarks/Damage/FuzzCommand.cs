using System.Globalization;
using TweetArchive.Testing;

namespace TweetArchive.Benchmarks.Damage;

/// <summary><c>fuzz</c>: the tests' fuzz targets for as long as one likes.</summary>
internal static class FuzzCommand
{
    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static int Run(ReadOnlySpan<string> args)
    {
        int minutes = 10;
        int seed = Environment.TickCount;
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                throw new ArgumentException($"{args[i]} {value}: give a whole number.");
            switch (args[i])
            {
                case "--minutes" when number > 0:
                    minutes = number;
                    break;
                case "--seed":
                    seed = number;
                    break;
                default:
                    throw new ArgumentException($"{args[i]} {value} is no option of this command.");
            }
        }

        return FuzzRun.Run(seed, TimeSpan.FromMinutes(minutes), long.MaxValue, Console.Out).Count == 0 ? 0 : 1;
    }
}
