using System.Diagnostics;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Testing;

/// <summary>All targets alternating, for a number of inputs or a time. The seed decides everything but where it stops.</summary>
internal static class FuzzRun
{
    private const int Batch = 200;

    /// <param name="inputs">How many to try in all, if the time does not end before.</param>
    /// <returns>What was found, each with its smallest input; at most one for each target.</returns>
    public static List<string> Run(int seed, TimeSpan time, long inputs, TextWriter log)
    {
        log.WriteLine(Text($"fuzz: seed {seed}"));
        var random = new Random(seed);
        var found = new List<string>();
        var failed = new HashSet<FuzzTarget>();
        var tried = FuzzTarget.All.ToDictionary(t => t, _ => 0L);
        long started = Stopwatch.GetTimestamp();
        while (tried.Values.Sum() < inputs && Stopwatch.GetElapsedTime(started) < time && failed.Count < tried.Count)
        {
            foreach (FuzzTarget target in FuzzTarget.All.Where(t => !failed.Contains(t)))
            {
                for (int i = 0; i < Batch; i++)
                {
                    FuzzInput input = target.Generate(random);
                    tried[target]++;
                    if (target.Try(input) is null)
                        continue;
                    FuzzInput smallest = target.Minimise(input);
                    found.Add(
                        Text($"{target.Name}: {target.Try(smallest)}\n  variant {smallest.Variant}, {smallest.Bytes.Length} bytes: "
                            + $"{Shown(smallest.Bytes)}\n  {Convert.ToHexString(smallest.Bytes)}"));
                    log.WriteLine(found[^1]);
                    failed.Add(target);
                    break;
                }
            }
        }

        foreach ((FuzzTarget target, long count) in tried)
            log.WriteLine(Text($"{target.Name}: {count:N0} inputs"));
        log.WriteLine(Text($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {found.Count} found"));
        return found;
    }

    private static string Shown(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
            text.Append(b switch { (byte)'\n' => "\\n", (byte)'\r' => "\\r", >= 32 and < 127 => $"{(char)b}", _ => $"\\x{b:x2}" });
        return text.ToString();
    }

    private static string Text(InvariantText text) => text.ToString();
}
