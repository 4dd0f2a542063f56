using System.Diagnostics;
using TweetArchive.Csv;

namespace TweetArchive.Testing;

/// <summary>What one way of damaging an archive cost. The rows of the table that <c>damage</c> of the benchmarks prints.</summary>
/// <param name="Damaged">Records that were damaged; places, for garbage between records.</param>
/// <param name="Rejects">Rejects that came out.</param>
/// <param name="Lost">Undamaged records that did not come out, or not as they were, or out of order.</param>
/// <param name="LostInRejects">Those of them that are in a reject; the others are inside a record.</param>
/// <param name="CameOut">Records that came out besides the undamaged: the damage left a record whole, or made one.</param>
/// <param name="BytesRejected">Of the file.</param>
/// <param name="Slower">Time to read the damaged file over the time to read the clean one.</param>
internal sealed record DamageTrial(DamageKind Kind, int Damaged, int Rejects, int Lost, int LostInRejects, int CameOut, long BytesRejected,
    double Slower)
{
    private const int BlockSize = 512 * 1024;

    /// <exception cref="InvalidDataException">A byte is in no record and no reject, or in two.</exception>
    public static DamageTrial Run(CleanArchive clean, DamageKind kind, int count, int seed, int timedRuns)
    {
        // A mebibyte of garbage in one place; in many places as much as a record.
        DamagedFile file = DamagedFile.Make(clean.Lines, kind, count, new Random(seed), garbageBytes: count == 1 ? 1 << 20 : 600);
        HashedFile found = HashedFile.Read(file.Bytes, clean.Shape, BlockSize);
        int lost = 0;
        int lostInRejects = 0;
        int at = 0;
        for (int i = 0; i < file.Untouched.Count; i++)
        {
            while (at < found.Records.Count && found.Records[at].Offset < file.Offsets[i])
                at++;
            HashedRecord wanted = clean.Records[file.Untouched[i]] with { Offset = file.Offsets[i] };
            if (at < found.Records.Count && found.Records[at] == wanted)
                continue;
            lost++;
            lostInRejects += found.Rejects.Any(r => wanted.Offset >= r.Offset && wanted.Offset < r.Offset + r.Length) ? 1 : 0;
        }

        int damaged = kind switch
        {
            DamageKind.Garbage => count,
            _ => clean.Lines.Count - file.Untouched.Count,
        };
        return new DamageTrial(kind, damaged, found.Rejects.Count, lost, lostInRejects, found.Records.Count - (file.Untouched.Count - lost),
            found.Rejects.Sum(r => r.Length), Slowdown(clean, file, timedRuns));
    }

    /// <summary>Both files are read alternating; the quickest reading of each counts.</summary>
    private static double Slowdown(CleanArchive clean, DamagedFile damaged, int runs)
    {
        TimeSpan cleanTime = TimeSpan.MaxValue;
        TimeSpan damagedTime = TimeSpan.MaxValue;
        for (int i = 0; i < runs; i++)
        {
            cleanTime = Shorter(cleanTime, ReadingTime(clean.Bytes, clean.Shape));
            damagedTime = Shorter(damagedTime, ReadingTime(damaged.Bytes, clean.Shape));
        }

        return damagedTime / cleanTime;
    }

    /// <summary>Blocks cut, records found, every field visited and unescaped, rejects described.</summary>
    public static TimeSpan ReadingTime(byte[] bytes, RecordShape shape)
    {
        long started = Stopwatch.GetTimestamp();
        using var pool = new BlockPool(3, BlockSize);
        using var reader = new BlockReader(new MemorySource(bytes, 0), pool, 16 << 20, CancellationToken.None);
        var scanner = new RecordScanner(Tokeniser.Best, shape);
        var handler = new Visitor(new FieldText());
        while (reader.Next(shape) is { } block)
        {
            if (block.Oversize is { } oversize)
                handler.Bytes += oversize.Length;
            else
                scanner.Scan(block.Buffer, block.Length, block.CutShort, ref handler);
            pool.Return(block.Buffer);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(started);
        return handler.Bytes > 0 ? time : throw new InvalidDataException("nothing was read");
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private struct Visitor(FieldText text) : IRecordHandler
    {
        public long Bytes;

        public void OnRecord(in TweetArchive.Csv.Record record)
        {
            text.StartRecord();
            for (int i = 0; i < record.Columns; i++)
                Bytes += text.Read(record, i).Length;
        }

        public void OnReject(int start, int length, RejectReason reason, string detail) => Bytes += length;
    }
}
