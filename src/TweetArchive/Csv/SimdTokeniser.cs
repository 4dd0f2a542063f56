using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TweetArchive.Csv;

/// <summary>The one algorithm of stage 1, compiled for each way of finding bytes.</summary>
internal sealed class SimdTokeniser<TMasks>(string name) : Tokeniser
    where TMasks : struct, IByteMasks
{
    private const int Step = 64;
    private const int PrefetchDistance = 4096;

    public override string Name => name;

    private protected override bool IsSupported => TMasks.IsSupported;

    public override void Index(ReadOnlySpan<byte> padded, int length, SeparatorIndex index)
    {
        if (padded.Length < length + Padding)
            throw new ArgumentException($"{Padding} bytes must follow the {length} to index.", nameof(padded));
        // Two bits of a position are marks.
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)length, SeparatorIndex.Position);
        var state = default(State);
        ref byte bytes = ref MemoryMarshal.GetReference(padded);
        int at = 0;
        for (int whole = length / Step * Step; at < whole;)
        {
            int end = (int)Math.Min(whole, at + ((long)index.ReserveSteps(state.Fields) * Step));
            Run(ref bytes, at, end, length, 0, ref state, index);
            at = end;
        }

        if (at < length)
        {
            // The last step is read from a copy, in which nothing follows the end.
            Span<byte> last = stackalloc byte[Step];
            last.Clear();
            padded[at..length].CopyTo(last);
            index.ReserveSteps(state.Fields);
            Run(ref MemoryMarshal.GetReference(last), 0, Step, length - at, (uint)at, ref state, index);
        }

        index.FieldCount = state.Fields;
        index.RowCount = state.Rows;
        index.EndsInsideQuotes = state.InsideBefore != 0;
        index.Malformed = state.Malformed != 0;
        index.StartsTable[0] = 0;
    }

    /// <summary>
    /// The loop that all bytes go through. It calls nothing that is not inlined, so that its state stays in registers, and has
    /// room for all that it may write.
    /// </summary>
    /// <param name="at">Where in <paramref name="bytes"/> the first step starts.</param>
    /// <param name="end">Where the last step ends.</param>
    /// <param name="length">Where the bytes end: at or before the end of the last step, or anywhere after it.</param>
    /// <param name="origin">What to add to positions in <paramref name="bytes"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(ref byte bytes, nint at, nint end, nint length, uint origin, ref State state, SeparatorIndex index)
    {
        ref uint table = ref MemoryMarshal.GetReference(index.StartsTable);
        ref uint starts = ref Unsafe.Add(ref table, state.Fields + 1);
        ulong insideBefore = state.InsideBefore;
        origin++; // a field starts after the separator
        ulong quoteBefore = state.QuoteBefore;
        ulong plainBefore = state.PlainBefore;
        ulong escapePending = state.EscapePending;
        int rows = state.Rows;

        for (; at < end; at += Step)
        {
            Prefetch(ref bytes, at);
            TMasks.Load(ref Unsafe.Add(ref bytes, at), out ulong quotes, out ulong commas, out ulong newlines);
            ulong inside = QuoteMask.PrefixXor(quotes) ^ insideBefore;
            insideBefore = (ulong)((long)inside >> 63);
            ulong breaks = commas | newlines;
            ulong separators = breaks & ~inside;
            int count = BitOperations.PopCount(separators);
            TMasks.WritePositions(ref starts, separators, count, origin + (uint)at);

            ulong afterQuote = (quotes << 1) | quoteBefore;
            quoteBefore = quotes >> 63;
            ulong doubled = quotes & inside & afterQuote;
            if ((doubled | escapePending) != 0)
            {
                ulong escaped = FieldsWithEscape(separators, doubled, ref escapePending);
                for (; escaped != 0; escaped &= escaped - 1)
                    Unsafe.Add(ref starts, BitOperations.PopCount(separators & ((escaped & (0 - escaped)) - 1))) |= SeparatorIndex.Escaped;
            }

            // Outside quotes a byte of text has no quote next to it: a quote opens after a separator or as the second of a
            // doubled one, and a closing quote is followed by a separator or by another. In a file that quotes all fields
            // there are no such bytes at all.
            ulong plain = ~(breaks | quotes | inside);
            if ((plain | plainBefore) != 0)
            {
                ulong text = plain & afterQuote;
                if (text != 0)
                    text &= Present(length - at) & ~LineEnding(ref Unsafe.Add(ref bytes, at), newlines, length - at);
                state.Malformed |= text | (quotes & ((plain << 1) | plainBefore));
                plainBefore = plain >> 63;
            }

            rows += BitOperations.PopCount(separators & newlines);
            starts = ref Unsafe.Add(ref starts, count);
        }

        state.InsideBefore = insideBefore;
        state.QuoteBefore = quoteBefore;
        state.PlainBefore = plainBefore;
        state.EscapePending = escapePending;
        state.Fields = (int)(Unsafe.ByteOffset(ref table, ref starts) / sizeof(uint)) - 1;
        state.Rows = rows;
    }

    /// <summary>
    /// Asks for the bytes of some steps ahead: a step takes about as long as its bytes take to come from memory, and the processor
    /// by itself does not look far enough ahead to do both at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref byte bytes, nint at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref bytes, at)) + PrefetchDistance);
    }

    /// <summary>
    /// The separators that end a field with a doubled quote. Adding a bit to the gap between two separators, which is all ones
    /// in ~separators, carries up to the separator that ends the gap and stops there.
    /// </summary>
    /// <param name="pending">1 if there was a doubled quote since the last separator before this step; then the same for the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FieldsWithEscape(ulong separators, ulong doubled, ref ulong pending)
    {
        ulong gaps = ~separators;
        ulong sum = gaps + doubled;
        ulong carried = sum + pending;
        pending = (sum < gaps ? 1UL : 0) | (carried < sum ? 1UL : 0);
        return carried & separators;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Present(nint left) => left < Step ? (1UL << (int)left) - 1 : ulong.MaxValue;

    /// <summary>The carriage returns that belong to a line end: those before a newline or the end of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LineEnding(ref byte step, ulong newlines, nint left)
    {
        ulong before = newlines >> 1;
        if (left <= Step)
            before |= 1UL << (int)(left - 1);
        else if (Unsafe.Add(ref step, Step) == '\n')
            before |= 1UL << 63;
        return TMasks.CarriageReturns(ref step) & before;
    }

    /// <summary>What one step hands to the next.</summary>
    private struct State
    {
        /// <summary>All ones when the step starts inside quotes.</summary>
        public ulong InsideBefore;

        /// <summary>1 if the byte before the step is a quote.</summary>
        public ulong QuoteBefore;

        /// <summary>1 if the byte before the step is text outside quotes.</summary>
        public ulong PlainBefore;

        /// <summary>1 if there was a doubled quote since the last separator.</summary>
        public ulong EscapePending;

        public ulong Malformed;
        public int Fields;
        public int Rows;
    }
}
