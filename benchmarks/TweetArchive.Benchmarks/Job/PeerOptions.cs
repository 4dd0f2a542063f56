namespace TweetArchive.Benchmarks.Job;

/// <summary>What <c>duckdb-job FILE DIR</c> and <c>plain-job FILE DIR</c> are asked to do.</summary>
/// <param name="AllTweets">Write every tweet in full, not only the tagged ones.</param>
internal sealed record PeerOptions(string File, string Folder, int Threads, InputKind Input, bool AllTweets)
{
    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static PeerOptions Parse(string file, string folder, ReadOnlySpan<string> args)
    {
        var options = new PeerOptions(file, folder, Environment.ProcessorCount, InputKinds.OfFile(file), AllTweets: false);
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--threads" => options with { Threads = JobOptions.Number(args[i], value) },
                "--input-kind" => options with { Input = InputKinds.Parse(args[i], value) },
                "--tweets" => options with { AllTweets = JobOptions.AllOrTagged(value) ?? throw new ArgumentException($"--tweets {value}: give tagged or all.") },
                _ => throw new ArgumentException($"{args[i]} is no option of this command."),
            };
        }

        return options;
    }
}
