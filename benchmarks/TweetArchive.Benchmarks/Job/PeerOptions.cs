namespace TweetArchive.Benchmarks.Job;

/// <summary>What <c>duckdb-job FILE DIR</c> and <c>plain-job FILE DIR</c> are asked to do.</summary>
/// <param name="AllTweets">Write every tweet in full, not only the tagged ones.</param>
internal sealed record PeerOptions(string File, string Folder, int Threads, InputKind Input, bool AllTweets);
