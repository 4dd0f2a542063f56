namespace TweetArchive.Csv;

/// <summary>
/// Stage 1 of reading: 64 bytes a step, separators outside quotes into a <see cref="SeparatorIndex"/>.
/// The strategy is the widest one the processor has; TWEETARCHIVE_TOKENISER (avx512, avx2, vector128, scalar) forces one.
/// </summary>
public abstract class Tokeniser
{
    /// <summary>Bytes that must be readable after the end of what is indexed; their values do not matter.</summary>
    public const int Padding = 64;

    /// <summary>The strategies this processor can run, the best first.</summary>
    public static IReadOnlyList<Tokeniser> Supported { get; } = [.. All().Where(t => t.IsSupported)];

    /// <summary>The strategy in use.</summary>
    /// <exception cref="InvalidOperationException">The environment variable names a strategy that is not there.</exception>
    public static Tokeniser Best { get; } = Choose(Environment.GetEnvironmentVariable("TWEETARCHIVE_TOKENISER"));

    /// <summary>The name by which the strategy is forced.</summary>
    public abstract string Name { get; }

    private protected abstract bool IsSupported { get; }

    /// <summary>
    /// Indexes <paramref name="length"/> bytes that start at the start of a record.
    /// <see cref="Padding"/> more bytes must be readable after them.
    /// </summary>
    public abstract void Index(ReadOnlySpan<byte> padded, int length, SeparatorIndex index);

    internal static Tokeniser Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Supported[0];
        return Supported.FirstOrDefault(t => t.Name == name)
            ?? throw new InvalidOperationException(
                $"TWEETARCHIVE_TOKENISER={name}: this processor runs {string.Join(", ", Supported.Select(t => t.Name))}.");
    }

    private static IEnumerable<Tokeniser> All() =>
    [
        new SimdTokeniser<ByteMasksAvx512>("avx512"),
        new SimdTokeniser<ByteMasksAvx2>("avx2"),
        new SimdTokeniser<ByteMasksVector128>("vector128"),
        new SimdTokeniser<ByteMasksScalar>("scalar"),
    ];
}
