using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Csv;

/// <summary>Damage costs the damaged record alone, no byte is lost, and blocks of any size see the same.</summary>
public sealed class RecoveryTests : IClassFixture<RecoveryTests.CleanFiles>
{
    private const int Damaged = 12;
    private readonly CleanFiles files;

    public RecoveryTests(CleanFiles files) => this.files = files;

    public static TheoryData<DamageKind, bool> Cases()
    {
        var cases = new TheoryData<DamageKind, bool>();
        foreach (DamageKind kind in Enum.GetValues<DamageKind>())
        {
            cases.Add(kind, true);
            cases.Add(kind, false);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Damage_costs_the_damaged_records_alone(DamageKind kind, bool allQuoted)
    {
        CleanFile clean = files[allQuoted];
        var random = new Random(((int)kind * 2) + (allQuoted ? 1 : 0));
        for (int round = 0; round < 2; round++)
        {
            DamagedFile damaged = DamagedFile.Make(clean.Lines, kind, kind == DamageKind.Garbage ? 2 : Damaged, random);
            ScannedFile? first = null;
            foreach (int blockSize in new[] { 512 * 1024, 64, 4096, 65_536, 8 << 20 })
            {
                ScannedFile found = ScannedFile.Read(damaged.Bytes, clean.Shape, blockSize);
                string where = $"{kind}, {(allQuoted ? "all quoted" : "minimal")}, round {round}, blocks of {blockSize}";
                found.AssertEveryByteIsAccountedFor(damaged.Bytes, 0);
                AssertAllThere(damaged.Untouched.Select(i => clean.Records[i]), found.Records, where);
                first ??= found;
                Assert.True(first.Records.SequenceEqual(found.Records), where + ": other records");
                Assert.True(first.Rejects.SequenceEqual(found.Rejects),
                    $"{where}: other rejects: {string.Join("; ", found.Rejects.Except(first.Rejects))} instead of "
                    + $"{string.Join("; ", first.Rejects.Except(found.Rejects))}");
            }
        }
    }

    [Theory]
    [InlineData(DamageKind.ExtraColumn, RejectReason.WrongFieldCount)]
    [InlineData(DamageKind.MissingColumn, RejectReason.WrongFieldCount)]
    [InlineData(DamageKind.TextAfterQuote, RejectReason.TextAroundQuote)]
    public void A_reject_says_what_is_wrong(DamageKind kind, RejectReason reason)
    {
        CleanFile clean = files[true];
        DamagedFile damaged = DamagedFile.Make(clean.Lines, kind, Damaged, new Random(5));
        ScannedFile found = ScannedFile.Read(damaged.Bytes, clean.Shape, 65_536);
        Assert.Equal(clean.Lines.Count - damaged.Untouched.Count, found.Rejects.Count);
        Assert.All(found.Rejects, r => Assert.Equal(reason, r.Reason));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Damage_on_every_tenth_record(DamageKind kind, bool allQuoted)
    {
        CleanFile clean = files[allQuoted];
        DamagedFile damaged = DamagedFile.Make(clean.Lines, kind, clean.Lines.Count / 10, new Random(99), garbageBytes: 300);
        foreach (int blockSize in new[] { 512 * 1024, 3000 })
        {
            ScannedFile found = ScannedFile.Read(damaged.Bytes, clean.Shape, blockSize);
            found.AssertEveryByteIsAccountedFor(damaged.Bytes, 0);
            // With minimal quoting, two records without a quote can make one; what is between them is its text (docs/definitions.md).
            List<int> inside = allQuoted ? [] : [.. damaged.Untouched.Zip(damaged.Offsets)
                .Where(u => found.Records.Any(r => r.Offset < u.Second && u.Second < r.Offset + r.Length)).Select(u => u.First)];
            Assert.InRange(inside.Count, 0, 6);
            AssertAllThere(damaged.Untouched.Except(inside).Select(i => clean.Records[i]), found.Records, $"{kind}, blocks of {blockSize}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_record_that_is_too_long_is_one_reject_and_reading_goes_on(bool allQuoted)
    {
        CleanFile clean = files[allQuoted];
        foreach (int length in new[] { 20_000, 100_000, 3_000_000 })
        {
            foreach (int at in new[] { 0, 1000, clean.Lines.Count })
            {
                byte[] before = [.. clean.Lines.Take(at).SelectMany(l => l)];
                byte[] tooLong =
                    [.. "\"1\",\""u8, .. Enumerable.Range(0, length).Select(i => i % 100 == 0 ? (byte)'\n' : (byte)'x'), .. "\"\n"u8];
                byte[] bytes = [.. before, .. tooLong, .. clean.Lines.Skip(at).SelectMany(l => l)];
                ScannedFile found = ScannedFile.Read(bytes, clean.Shape, blockSize: 2048, maxRecord: 16 * 1024);
                Assert.Equal([new FoundReject(before.Length, tooLong.Length, RejectReason.RecordTooLong)], found.Rejects);
                AssertAllThere(clean.Records, found.Records, $"{length} bytes behind record {at}");
                found.AssertEveryByteIsAccountedFor(bytes, 0);
            }
        }
    }

    /// <summary>
    /// The wanted records come out unchanged and in order; others may come between them (damage that leaves a record whole).
    /// </summary>
    private static void AssertAllThere(IEnumerable<FoundRecord> wanted, List<FoundRecord> found, string where)
    {
        int at = 0;
        foreach (FoundRecord record in wanted)
        {
            int from = at;
            while (at < found.Count && found[at].Fields != record.Fields)
                at++;
            if (at++ == found.Count)
                Assert.Fail($"{where}: the undamaged record {record} did not come out (searched from record {from} of {found.Count})");
        }
    }

    internal sealed record CleanFile(List<byte[]> Lines, List<FoundRecord> Records, RecordShape Shape);

    /// <summary>Some 5,000 records in both quotings.</summary>
    public sealed class CleanFiles
    {
        private readonly CleanFile all = Make(allQuoted: true);
        private readonly CleanFile minimal = Make(allQuoted: false);

        internal CleanFile this[bool allQuoted] => allQuoted ? all : minimal;

        private static CleanFile Make(bool allQuoted)
        {
            CleanArchive archive = CleanArchive.Make(5000, allQuoted);
            ScannedFile found = ScannedFile.Read(archive.Bytes, archive.Shape, 1 << 20);
            return new CleanFile(archive.Lines, found.Records, archive.Shape);
        }
    }
}
