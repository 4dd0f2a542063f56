using System.Numerics;
using System.Runtime.CompilerServices;

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
    /// <see cref="Padding"/> more bytes must be readable behind them.
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
        new Tokeniser<ByteMasksAvx512>("avx512"),
        new Tokeniser<ByteMasksAvx2>("avx2"),
        new Tokeniser<ByteMasksVector128>("vector128"),
        new Tokeniser<ByteMasksScalar>("scalar"),
    ];
}

/// <summary>The one algorithm, compiled for each way of finding bytes.</summary>
internal sealed class Tokeniser<TMasks>(string name) : Tokeniser
    where TMasks : struct, IByteMasks
{
    public override string Name => name;

    private protected override bool IsSupported => TMasks.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Index(ReadOnlySpan<byte> padded, int length, SeparatorIndex index)
    {
        if (padded.Length < length + Padding)
            throw new ArgumentException($"{Padding} bytes must follow the {length} to index.", nameof(padded));
        index.Clear();
        ref byte bytes = ref Unsafe.AsRef(in padded[0]);
        ulong insideBefore = 0;     // all ones when the step starts inside quotes
        ulong breakBefore = 1;      // bit 0: the byte before the step ends a field, so a quote may open
        ulong closingBefore = 0;    // bit 0: the byte before the step is a closing quote
        ulong quoteBefore = 0;      // bit 0: the byte before the step is a quote
        bool escapes = false;       // a doubled quote since the last end of a record
        ulong malformed = 0;
        int fields = 0;
        int rows = 0;

        for (int at = 0; at < length; at += 64)
        {
            ref byte step = ref Unsafe.Add(ref bytes, at);
            TMasks.Load(ref step, out ulong quotes, out ulong commas, out ulong newlines);
            int left = length - at;
            if (left < 64)
            {
                ulong wanted = (1UL << left) - 1;
                quotes &= wanted;
                commas &= wanted;
                newlines &= wanted;
            }

            ulong inside = QuoteMask.PrefixXor(quotes) ^ insideBefore;
            insideBefore = (ulong)((long)inside >> 63);
            ulong separators = (commas | newlines) & ~inside;

            // A quote opens at the start of a field or as the second of a doubled one; a closing quote is followed
            // by the end of a field or by the second of a doubled one. Anything else is a damaged record.
            ulong breaks = commas | newlines | quotes;
            ulong opening = quotes & inside;
            ulong closing = quotes & ~inside;
            ulong doubled = opening & ((quotes << 1) | quoteBefore);
            quoteBefore = quotes >> 63;
            ulong badAfter = ((closing << 1) | closingBefore) & ~breaks;
            malformed |= opening & ~((breaks << 1) | breakBefore);
            breakBefore = breaks >> 63;
            closingBefore = closing >> 63;
            if (badAfter != 0)
            {
                ulong present = left < 64 ? (1UL << left) - 1 : ulong.MaxValue;
                malformed |= badAfter & present & ~LineEnding(ref step, newlines, left);
            }

            if (separators == 0)
            {
                escapes |= doubled != 0;
                continue;
            }

            ulong ends = newlines & ~inside;
            while (ends != 0)
            {
                ulong below = ends ^ (ends - 1);
                index.AddRowEnd(rows++, fields + BitOperations.PopCount(separators & below) - 1, escapes | (doubled & below) != 0);
                escapes = false;
                doubled &= ~below;
                ends &= ends - 1;
            }

            escapes |= doubled != 0;

            // Four at a time, past the real count: the surplus is overwritten by the next step.
            ref uint ends32 = ref index.FieldEndsWithRoom(fields);
            int count = BitOperations.PopCount(separators);
            int written = 0;
            do
            {
                Unsafe.Add(ref ends32, written) = (uint)(at + BitOperations.TrailingZeroCount(separators));
                separators &= separators - 1;
                Unsafe.Add(ref ends32, written + 1) = (uint)(at + BitOperations.TrailingZeroCount(separators));
                separators &= separators - 1;
                Unsafe.Add(ref ends32, written + 2) = (uint)(at + BitOperations.TrailingZeroCount(separators));
                separators &= separators - 1;
                Unsafe.Add(ref ends32, written + 3) = (uint)(at + BitOperations.TrailingZeroCount(separators));
                separators &= separators - 1;
                written += 4;
            }
            while (written < count);
            fields += count;
        }

        index.FieldCount = fields;
        index.RowCount = rows;
        index.EndsInsideQuotes = insideBefore != 0;
        index.Malformed = malformed != 0;
    }

    /// <summary>The carriage returns that belong to a line end: those before a newline or the end of the bytes.</summary>
    private static ulong LineEnding(ref byte step, ulong newlines, int left)
    {
        ulong before = newlines >> 1;
        if (left <= 64)
            before |= 1UL << (left - 1);
        else if (Unsafe.Add(ref step, 64) == '\n')
            before |= 1UL << 63;
        return TMasks.CarriageReturns(ref step) & before;
    }
}
