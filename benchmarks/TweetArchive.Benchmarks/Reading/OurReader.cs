using System.Runtime.CompilerServices;
using TweetArchive.Archives;
using TweetArchive.Csv;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>
/// Our reader with every strategy that this processor has, from memory (whole-record blocks, as workers get them) and from a file
/// (exact byte ranges, one for each thread).
/// </summary>
internal static class OurReader
{
    public static IEnumerable<ReadingRung> Rungs(ReadingShape shape)
    {
        foreach (Tokeniser tokeniser in Tokeniser.Supported)
        {
            string reader = $"tweetarchive {tokeniser.Name}";
            var indexing = new Indexing(shape, tokeniser);
            yield return new(reader, ReadingRung.Index, "memory", 1, indexing.Run);
            foreach (int threads in new[] { 1, 2 })
            {
                foreach (bool file in new[] { false, true })
                {
                    string from = file ? "file" : "memory";
                    var reading = new Reading(shape, tokeniser, threads, file);
                    yield return new(reader, ReadingRung.Records, from, threads, () => reading.Run<Records>(_ => default));
                    if (shape.Eight.Length > 0)
                        yield return new(reader, ReadingRung.Eight, from, threads,
                            () => reading.Run(text => new EightColumns(shape.Eight, text)));
                    yield return new(reader, ReadingRung.Raw, from, threads, () => reading.Run<RawFields>(_ => default));
                    yield return new(reader, ReadingRung.Unescaped, from, threads, () => reading.Run(text => new AllFields(text)));
                }
            }
        }
    }

    private sealed class Indexing(ReadingShape shape, Tokeniser tokeniser)
    {
        private readonly SeparatorIndex index = new();

        public long Run()
        {
            long fields = 0;
            foreach ((byte[] padded, int length) in shape.Blocks)
            {
                tokeniser.Index(padded, length, index);
                fields += index.FieldCount;
            }

            return fields;
        }
    }

    /// <summary>Threads with a scanner each. What they keep from pass to pass, the job keeps from block to block.</summary>
    private sealed class Reading(ReadingShape shape, Tokeniser tokeniser, int threads, bool file)
    {
        private readonly RecordScanner[] scanners = [
            .. Enumerable.Range(0, threads).Select(_ => new RecordScanner(tokeniser, shape.Shape))];
        private readonly FieldText[] texts = [.. Enumerable.Range(0, threads).Select(_ => new FieldText())];

        // Passes come one after the other, so one pool is enough for all of them.
        private static readonly BlockPool pool = new(6, ReadingShape.BlockSize);

        private int nextBlock;

        public long Run<THandler>(Func<FieldText, THandler> handler)
            where THandler : struct, IReadingHandler
        {
            nextBlock = 0;
            // Ours is one of the threads.
            Task<long>[] others = [.. Enumerable.Range(1, threads - 1).Select(n => Task.Run(() => Read(n, handler(texts[n]))))];
            return Read(0, handler(texts[0])) + others.Sum(t => t.Result);
        }

        private long Read<THandler>(int thread, THandler handler)
            where THandler : struct, IReadingHandler
        {
            if (file)
                ReadRange(thread, ref handler);
            else
                ReadBlocks(thread, ref handler);
            return handler.Sum;
        }

        private void ReadBlocks<THandler>(int thread, ref THandler handler)
            where THandler : struct, IReadingHandler
        {
            for (int i = Interlocked.Increment(ref nextBlock) - 1; i < shape.Blocks.Count; i = Interlocked.Increment(ref nextBlock) - 1)
                scanners[thread].Scan(shape.Blocks[i].Padded, shape.Blocks[i].Length, cutShort: false, ref handler);
        }

        private void ReadRange<THandler>(int thread, ref THandler handler)
            where THandler : struct, IReadingHandler
        {
            long from = Boundary(thread);
            long to = Boundary(thread + 1);
            using ByteSource source = ByteSource.Open(shape.Entry, from, to);
            using var reader = new BlockReader(source, pool, 16 << 20, CancellationToken.None);
            while (reader.Next(shape.Shape) is { } block)
            {
                scanners[thread].Scan(block.Buffer, block.Length, block.CutShort, ref handler);
                pool.Return(block.Buffer);
            }
        }

        private long Boundary(int range)
        {
            long at = shape.File.Length * (long)range / threads;
            if (range == 0 || range == threads)
                return range == 0 ? shape.HeaderLength : shape.File.Length;
            return shape.Shape.Proves
                ? RecordBoundary.Find(shape.Entry, shape.Shape, shape.HeaderLength, at)
                // A file whose record starts prove nothing is read by one thread.
                : shape.File.Length;
        }
    }

    private interface IReadingHandler : IRecordHandler
    {
        long Sum { get; }
    }

    private struct Records : IReadingHandler
    {
        public long Sum { get; private set; }

        public void OnRecord(in Record record) => Sum++;

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }

    /// <summary>Two numbers, a time and a flag parsed, four texts unescaped.</summary>
    private struct EightColumns(int[] places, FieldText text) : IReadingHandler
    {
        public long Sum { get; private set; }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void OnRecord(in Record record)
        {
            text.StartRecord();
            long sum = EightCells.Parse(text.Read(record, places[0]), text.Read(record, places[1]), text.Read(record, places[2]),
                text.Read(record, places[3]));
            for (int i = 4; i < 8; i++)
                sum += text.Read(record, places[i]).Length;
            Sum += sum;
        }

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }

    private struct RawFields : IReadingHandler
    {
        public long Sum { get; private set; }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void OnRecord(in Record record)
        {
            long sum = 0;
            for (int i = 0; i < record.Columns; i++)
                sum += record.Raw(i).Length;
            Sum += sum;
        }

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }

    private struct AllFields(FieldText text) : IReadingHandler
    {
        public long Sum { get; private set; }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void OnRecord(in Record record)
        {
            text.StartRecord();
            long sum = 0;
            for (int i = 0; i < record.Columns; i++)
                sum += text.Read(record, i).Length;
            Sum += sum;
        }

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }
}
