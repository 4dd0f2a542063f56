using TweetArchive.Csv;

namespace TweetArchive.Testing;

/// <summary>
/// Files with any damage. Nothing throws; every byte is in one record or one reject or is a line end; a file in one block is what
/// the record oracle says; in blocks of any size a file without damage is that too, and of a file that begins quoted every whole
/// record with a quoted id comes out, whatever is around it.
/// </summary>
internal sealed class ScannerTarget : FuzzTarget
{
    private static readonly byte[] Hostile = [.. "\"\"\"\"\",,\n\n\r0123456789a\0\r\n"u8, 0xC3, 0xA9, 0xFF];

    public override string Name => "scanner";

    public override FuzzInput Generate(Random random)
    {
        CsvStyle style = CsvStyle.Any(random) with { LongFields = random.Next(200) == 0, Columns = random.Next(2, 5) };
        byte[] bytes = RandomCsv.Write(style, random.Next(1, 40), random.Next());
        if (random.Next(4) == 0)
        {
            // A file put together from two.
            CsvStyle other = style with { AllQuoted = !style.AllQuoted };
            bytes = [.. bytes, .. RandomCsv.Write(other, random.Next(1, 20), random.Next())];
        }

        if (random.Next(10) == 0)
            bytes = [.. Enumerable.Range(0, random.Next(400)).Select(_ => Hostile[random.Next(Hostile.Length)])];
        else if (random.Next(5) > 0)
            bytes = Mutate(bytes, 1 << random.Next(6), Hostile, random);
        // The number of columns, and whether the file begins quoted, is what a reader would have learned from it.
        return new FuzzInput(bytes, (random.Next(1 << 20) << 4) | (style.Columns << 1) | (style.AllQuoted ? 1 : 0));
    }

    protected override string? Check(FuzzInput input)
    {
        var random = new Random(input.Variant);
        byte[] bytes = input.Bytes;
        var first = (FirstField)(random.Next(8) switch { 0 => 0, 1 => 2, _ => 1 });
        var shape = new RecordShape((input.Variant >> 1) & 7, (input.Variant & 1) != 0, first);
        RecordOracle oracle = RecordOracle.Read(bytes, shape);
        foreach (Tokeniser tokeniser in Tokeniser.Supported)
        {
            int window = random.Next(3) == 0 ? RecordScanner.WindowBytes : 64 << random.Next(7);
            HashedFile found = HashedFile.Read(bytes, shape, bytes.Length + 64, tokeniser, window);
            if (Difference(oracle, found) is { } difference)
                return $"{shape}, {tokeniser.Name}, windows of {window}, one block: {difference}";
        }

        int blockSize = 64 + random.Next(1 << random.Next(12));
        HashedFile blocks = HashedFile.Read(bytes, shape, blockSize, windowBytes: 64 << random.Next(7));
        if (oracle.Rejects.Count == 0 && Difference(oracle, blocks) is { } other)
            return $"{shape}, blocks of {blockSize}: {other}";
        if (!shape.Quoted)
            return null;
        HashSet<HashedRecord> records = [.. blocks.Records];
        foreach (HashedRecord proven in RecordOracle.Proven(bytes, shape))
        {
            if (!records.Contains(proven))
                return $"{shape}, blocks of {blockSize}: {proven} did not come out";
        }

        return null;
    }

    private static string? Difference(RecordOracle oracle, HashedFile found)
    {
        if (!oracle.Records.SequenceEqual(found.Records))
            return $"records {string.Join(", ", found.Records)} instead of {string.Join(", ", oracle.Records)}";
        IEnumerable<(long, long)> rejects = found.Rejects.Select(r => (r.Offset, r.Length));
        return oracle.Rejects.SequenceEqual(rejects) ? null
            : $"rejects {string.Join(", ", rejects)} instead of {string.Join(", ", oracle.Rejects)}";
    }
}
