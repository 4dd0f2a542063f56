using System.Globalization;
using CsvHelper;
using TweetArchive.Csv;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Csv;

/// <summary>100,000 records, every tenth damaged, in every way: what each way costs, in records and in time.</summary>
public sealed class DamageAtScaleTests(ITestOutputHelper output)
{
    private const int Records = 100_000;
    private const int Damaged = 10_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Undamaged_records_come_out_and_reading_stays_quick(bool allQuoted)
    {
        CleanArchive clean = CleanArchive.Make(Records, allQuoted);
        foreach (DamageKind kind in Enum.GetValues<DamageKind>())
        {
            DamageTrial trial = DamageTrial.Run(clean, kind, Damaged, seed: 2018 + (int)kind, timedRuns: 2);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trial}"));
            Assert.Equal(kind switch { DamageKind.Truncate => 1, DamageKind.SpliceTwo => 2 * Damaged, _ => Damaged }, trial.Damaged);
            // Where not all fields are quoted, two records without a quote can make one that has all, and what is between them is its
            // text (docs/definitions.md, "Which records can be read"). Nothing undamaged is ever rejected.
            Assert.Equal(0, trial.LostInRejects);
            Assert.InRange(trial.Lost, 0, allQuoted ? 0 : Damaged / 200);
            Assert.True(trial.Rejects + trial.CameOut > 0, $"{kind}: the damage left no trace");
            // Far above what is measured (docs/performance.md), far below what reading again from the start of a block would cost.
            Assert.True(trial.Slower < 10, $"{kind}: {trial.Slower:0.0} times the time of the clean file");
        }
    }

    /// <summary>16 MiB without a record end, full of what looks like damage or like a record's start.</summary>
    [Theory]
    [InlineData(true, "\"1\",\"", "x\"y\n")]
    [InlineData(true, "\"1\",\"", "12,\"a\"\"b\n")]
    [InlineData(true, "\"1\",\"", "\"x\",\"\r\"\n")]
    [InlineData(false, "1,\"", "12,\"\n")]
    [InlineData(false, "1,\"", "12,\"a\"\"b\n")]
    [InlineData(false, "1,\"", "12,\"\"\n")]
    [InlineData(false, "1,\"", "12,\"\r\"\n")]
    [InlineData(false, "1,", "12,\"\"\"\"\r\"\n")]
    [InlineData(false, "1,\"", "\n")]
    public void Many_damages_in_one_long_record_are_read_in_one_pass(bool allQuoted, string first, string then)
    {
        var shape = new RecordShape(31, allQuoted, FirstField.Digits);
        byte[] eighth = LongRecord(first, then, 2 << 20);
        byte[] whole = LongRecord(first, then, 16 << 20);
        Assert.Empty(HashedFile.Read(whole, shape, 512 * 1024).Records);
        DamageTrial.ReadingTime(eighth, shape);
        TimeSpan small = Shortest(eighth, shape);
        TimeSpan large = Shortest(whole, shape);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"2 MiB {small.TotalMilliseconds:0.0} ms, 16 MiB {large.TotalMilliseconds:0.0} ms"));
        Assert.True(large < 40 * small + TimeSpan.FromMilliseconds(100),
            $"2 MiB took {small.TotalMilliseconds:0.0} ms, 16 MiB {large.TotalMilliseconds:0.0} ms");
    }

    /// <summary>A quote that opens and nothing that closes it for longer than a record may be.</summary>
    [Fact]
    public void A_quote_without_another_for_more_than_the_record_limit_costs_its_record_alone()
    {
        byte[] record = [.. "12,"u8, .. Enumerable.Repeat((byte)'a', 5000), .. ",c\n"u8];
        byte[] damaged = "12,\"b,c\n"u8.ToArray();
        byte[] bytes = new byte[damaged.Length + (4000 * record.Length)];
        damaged.CopyTo(bytes, 0);
        for (int i = 0; i < 4000; i++)
            record.CopyTo(bytes, damaged.Length + (i * record.Length));
        HashedFile found = HashedFile.Read(bytes, new RecordShape(3, false, FirstField.Digits), 512 * 1024);
        Assert.Equal(4000, found.Records.Count);
        Assert.Equal([(0L, (long)damaged.Length)], found.Rejects.Select(r => (r.Offset, r.Length)));
    }

    /// <summary>A file put together from parts that are quoted in different ways, damaged in each.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damage_in_a_part_that_is_quoted_otherwise_than_the_beginning_costs_its_records_alone(bool quotedFirst)
    {
        CleanArchive first = CleanArchive.Make(3000, quotedFirst);
        CleanArchive then = CleanArchive.Make(3000, !quotedFirst);
        List<byte[]> lines = [.. first.Lines, .. then.Lines, .. first.Lines];
        List<HashedRecord> records = [.. first.Records, .. then.Records, .. first.Records];
        foreach (DamageKind kind in Enum.GetValues<DamageKind>())
        {
            DamagedFile damaged = DamagedFile.Make(lines, kind, 300, new Random((int)kind), garbageBytes: 300);
            foreach (int blockSize in new[] { 4000, 512 * 1024 })
            {
                HashedFile found = HashedFile.Read(damaged.Bytes, first.Shape, blockSize);
                IEnumerable<HashedRecord> wanted = damaged.Untouched.Zip(damaged.Offsets,
                    (number, offset) => records[number] with { Offset = offset });
                List<HashedRecord> missing = [.. wanted.Except(found.Records)];
                HashedRecord inReject =
                    missing.FirstOrDefault(m => found.Rejects.Any(r => r.Offset <= m.Offset && m.Offset < r.Offset + r.Length));
                Assert.True(inReject == default, $"{kind}, blocks of {blockSize}: an undamaged record was rejected, at {inReject}");
                // In the part that quotes what needs it, two records without a quote can make one, and what is between them is its text:
                // no reader can know. So each that is missing is inside a record that came out, and that another reader takes for one too.
                foreach (HashedRecord lost in missing)
                {
                    HashedRecord around =
                        found.Records.Find(r => r.Offset < lost.Offset && lost.Offset + lost.Length <= r.Offset + r.Length);
                    Assert.True(around.Length > 0, $"{kind}, blocks of {blockSize}: a record was lost, at {lost}");
                    AssertIsOneRecord(damaged.Bytes.AsSpan((int)around.Offset, around.Length), first.Shape.Columns);
                }
            }
        }
    }

    private static void AssertIsOneRecord(ReadOnlySpan<byte> bytes, int columns)
    {
        using CsvReader reader = CsvReader.Create(bytes.ToArray(), RecordsAgainstCsvHelperTests.Options);
        Assert.True(reader.Read());
        Assert.Equal(columns, reader.FieldCount);
        Assert.False(reader.Read());
    }

    private static TimeSpan Shortest(byte[] bytes, RecordShape shape) =>
        Enumerable.Range(0, 3).Min(_ => DamageTrial.ReadingTime(bytes, shape));

    private static byte[] LongRecord(string first, string then, int length)
    {
        byte[] bytes = new byte[length];
        int filled = System.Text.Encoding.ASCII.GetBytes(first, bytes);
        byte[] repeated = System.Text.Encoding.ASCII.GetBytes(then);
        for (; filled < length; filled++)
            bytes[filled] = repeated[(filled - first.Length) % repeated.Length];
        return bytes;
    }
}
