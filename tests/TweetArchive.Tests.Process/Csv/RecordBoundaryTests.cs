using System.Text;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Csv;

/// <summary>
/// A plain file read in ranges gives the records and rejects of one pass, wherever it is divided and however damaged it is.
/// </summary>
public sealed class RecordBoundaryTests : IDisposable
{
    private static readonly RecordShape Shape = new(31, Quoted: true, FirstField.Digits);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-ranges");

    public void Dispose() => folder.Delete(true);

    /// <summary>Every byte of a file that holds all that might be taken for a record start.</summary>
    [Fact]
    public void The_boundary_of_every_byte_is_the_next_line_that_starts_as_a_record()
    {
        string[] lines =
        [
            "\"1\",\"plain\"", "\"2\",\"a text\nwith \"\"3\"\",\n\"\"4\"\",\n 5,\n\"\"\"6\"\"\"\n\"", "\"7\",\"\"", "\"x\",\"no id\"",
            "\"88888888888888888888\",\"long\"",
            "9,\"not quoted\"", "\"10\"", "\"" + new string('1', 64) + "\",\"longest\"", "\"" + new string('2', 65) + "\",\"too long\"", "",
            "\"11\",\"last\"",
        ];
        byte[] bytes = Encoding.UTF8.GetBytes("\"tweetid\",\"text\"\n" + string.Join('\n', lines) + "\n");
        var shape = new RecordShape(2, Quoted: true, FirstField.Digits);
        int first = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        ArchiveEntry entry = Entry(bytes);
        int[] starts = [.. new[] { "\"1\",", "\"2\",", "\"7\",", "\"88888888888888888888\",", "\"1111", "\"11\"," }
            .Select(s => Encoding.UTF8.GetString(bytes).IndexOf("\n" + s, StringComparison.Ordinal) + 1)];
        Assert.Equal(starts, starts.Distinct().Order());
        for (int at = 0; at <= bytes.Length; at++)
            Assert.Equal(at <= first ? first : starts.Append(bytes.Length).First(s => s >= at),
                RecordBoundary.Find(entry, shape, first, at));
    }

    /// <summary>Records longer than the window in which a start is looked for, and starts across its end.</summary>
    [Fact]
    public void Starts_are_found_across_the_windows_in_which_they_are_looked_for()
    {
        var random = new Random(4);
        var text = new StringBuilder("\"tweetid\",\"text\"\n");
        var starts = new List<long>();
        int first = text.Length;
        foreach (int length in new[] { 10, 65_500, 65_520, 65_535, 65_536, 65_537, 131_000, 200_000, 5, 70_000 })
        {
            starts.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{random.NextInt64(1, 1L << 60)}\",\"");
            for (int i = 0; i < length; i++)
                text.Append(i % 61 == 60 ? '\n' : 'x');
            text.Append("\"\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        ArchiveEntry entry = Entry(bytes);
        var shape = new RecordShape(2, Quoted: true, FirstField.Digits);
        for (int i = 0; i < 3_000; i++)
        {
            long at = i % 2 == 0 ? random.Next(first + 1, bytes.Length + 1)
                : Math.Clamp(starts[random.Next(starts.Count)] + random.Next(-80, 80), first + 1, bytes.Length);
            Assert.Equal(starts.Append(bytes.Length).First(s => s >= at), RecordBoundary.Find(entry, shape, first, at));
        }
    }

    /// <summary>A stretch of megabytes without a record is gone through once; places in it and at its ends have one boundary.</summary>
    [Fact]
    public void Long_stretches_without_a_record_are_remembered()
    {
        var text = new StringBuilder("\"tweetid\",\"text\"\n");
        var starts = new List<long>();
        int first = text.Length;
        foreach (int megabytes in new[] { 3, 0, 2 })
        {
            starts.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{megabytes + 1}\",\"x\"\n");
            text.Insert(text.Length, "no record\n", megabytes * 100_000);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        ArchiveEntry entry = Entry(bytes);
        var shape = new RecordShape(2, Quoted: true, FirstField.Digits);
        var known = new KnownBoundaries();
        var random = new Random(11);
        for (int i = 0; i < 400; i++)
        {
            long at = i % 4 == 0 ? Math.Clamp(starts[random.Next(starts.Count)] + random.Next(-2, 3), first, bytes.Length)
                : random.Next(first, bytes.Length + 1);
            Assert.Equal(
                at <= first ? first : starts.Append(bytes.Length).First(s => s >= at), known.Find(entry, shape, first, at));
        }
    }

    [Fact]
    public void Random_ranges_of_damaged_files_give_what_one_pass_gives()
    {
        List<byte[]> clean = CleanRecords(1_500);
        var random = new Random(31);
        foreach (DamageKind kind in Enum.GetValues<DamageKind>())
        {
            for (int round = 0; round < 4; round++)
            {
                // From single damaged records to every third.
                int damaged = new[] { 3, 60, 500, 1_200 }[round];
                byte[] bytes = DamagedFile.Make(clean, kind, kind == DamageKind.Garbage ? 3 : damaged, random, garbageBytes: 70_000).Bytes;
                AssertRangesGiveOnePass(bytes, random, $"{kind}, round {round}");
            }
        }
    }

    [Fact]
    public void Random_ranges_of_files_full_of_hostile_bytes_give_what_one_pass_gives()
    {
        byte[] clean = [.. CleanRecords(300).SelectMany(r => r)];
        byte[] hostile = [.. "\",\n\r\0[]'0123456789"u8];
        var random = new Random(8);
        for (int round = 0; round < 40; round++)
        {
            byte[] bytes = [.. clean];
            for (int i = random.Next(1, 4_000); i > 0; i--)
            {
                int at = random.Next(bytes.Length - 30);
                if (random.Next(10) == 0)
                    "\n\"12345\","u8.CopyTo(bytes.AsSpan(at));
                else
                    bytes[at] = hostile[random.Next(hostile.Length)];
            }

            AssertRangesGiveOnePass(bytes, random, $"round {round}");
        }
    }

    private void AssertRangesGiveOnePass(byte[] bytes, Random random, string what)
    {
        ScannedFile whole = ScannedFile.Read(bytes, Shape, 64 * 1024);
        ArchiveEntry entry = Entry(bytes);
        long[] cuts = [0, .. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.NextInt64(bytes.Length)).Order(), bytes.Length];
        long[] boundaries = [
            .. cuts.Select((c, i) => i == 0 ? 0 : i == cuts.Length - 1 ? bytes.Length : RecordBoundary.Find(entry, Shape, 0, c))];
        var records = new List<FoundRecord>();
        var rejects = new List<FoundReject>();
        foreach ((long from, long to) in boundaries.Zip(boundaries.Skip(1)))
        {
            ScannedFile range = ScannedFile.Read(bytes[(int)from..(int)to], Shape, random.Next(2) == 0 ? 4096 : 512 * 1024);
            records.AddRange(range.Records.Select(r => r with { Offset = r.Offset + from }));
            rejects.AddRange(range.Rejects.Select(r => r with { Offset = r.Offset + from }));
        }

        Assert.True(whole.Records.SequenceEqual(records), what + ": other records");
        Assert.True(whole.Rejects.SequenceEqual(rejects), what + ": other rejects");
        Assert.True(whole.Records.Count > 0, what + ": no records");
    }

    private List<byte[]> CleanRecords(int count)
    {
        string path = Path.Combine(folder.FullName, "clean_tweets_csv_hashed.csv");
        SynthArchive.Write(
            new SynthOptions { Tweets = count, OutPath = path, UsersFile = false, MentionRate = 0.3, Seed = 9, Overwrite = true });
        byte[] bytes = File.ReadAllBytes(path);
        int header = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        ScannedFile found = ScannedFile.Read(bytes, Shape, 1 << 20, skip: header);
        Assert.Equal(count, found.Records.Count);
        return [.. found.Records.Select(r => bytes[(int)r.Offset..((int)r.Offset + r.Length + 1)])];
    }

    private ArchiveEntry Entry(byte[] bytes)
    {
        string path = Path.Combine(folder.FullName, "x.csv");
        File.WriteAllBytes(path, bytes);
        return new ArchiveEntry(path, "x.csv", bytes.Length);
    }
}
