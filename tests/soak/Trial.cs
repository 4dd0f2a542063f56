namespace TweetArchive.Soak;

/// <summary>A way to hurt the command. Everything that a trial does follows from the random numbers it is given.</summary>
/// <param name="Name">As <c>--only</c> takes it.</param>
/// <param name="Does">What it does to the command, in a few words.</param>
internal abstract record Trial(string Name, string Does)
{
    public static IReadOnlyList<Trial> All { get; } =
        [new Kills(), new CallErrors(), new MutatedFiles(), new HostileFolders(), new HostilePages(), new SimultaneousRuns(), new Floods()];

    /// <summary>Why it cannot be done here; null if it can.</summary>
    public virtual string? Skip => null;

    /// <exception cref="FindingException">The command did what it must not do.</exception>
    public abstract void Run(Random random, Workshop shop);
}

/// <summary>What a trial found.</summary>
public sealed class FindingException : Exception
{
    public FindingException()
    {
    }

    public FindingException(string message)
        : base(message)
    {
    }

    public FindingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
