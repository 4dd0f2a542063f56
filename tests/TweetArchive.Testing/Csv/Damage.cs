namespace TweetArchive.Testing;

/// <summary>A way of damaging a file, applied to some of its records.</summary>
public enum DamageKind
{
    RemoveQuote, AddQuote, CutBytes, InsertNuls, SpliceTwo, SpliceFiles, ExtraColumn, MissingColumn, Truncate, Garbage, TextAfterQuote,
}

/// <summary>A file with damaged records, and those that were left alone.</summary>
/// <param name="Untouched">Numbers of the records whose bytes are as they were.</param>
/// <param name="Offsets">Where those are now.</param>
internal sealed record DamagedFile(byte[] Bytes, List<int> Untouched, List<long> Offsets)
{
    private const int GarbageBytes = 1 << 20;

    /// <param name="clean">The file's records, each with its line end.</param>
    public static DamagedFile Make(List<byte[]> clean, DamageKind kind, int count, Random random, int garbageBytes = GarbageBytes)
    {
        var bytes = new List<byte>();
        var untouched = new List<int>();
        var offsets = new List<long>();
        HashSet<int> chosen = Choose(clean, kind, count, random);
        for (int i = 0; i < clean.Count; i++)
        {
            if (!chosen.Contains(i) || kind == DamageKind.Garbage)
            {
                untouched.Add(i);
                offsets.Add(bytes.Count);
                bytes.AddRange(clean[i]);
                if (chosen.Contains(i))
                    bytes.AddRange(Garbage(garbageBytes, random));
            }
            else if (kind == DamageKind.SpliceTwo)
            {
                bytes.AddRange(clean[i][..random.Next(1, clean[i].Length - 1)]);
                i++;
                bytes.AddRange(clean[i][random.Next(1, clean[i].Length - 1)..]);
            }
            else
            {
                bytes.AddRange(Damaged(clean[i], kind, random));
            }
        }

        return new DamagedFile([.. bytes], untouched, offsets);
    }

    /// <summary>Which records to damage: exactly so many, if the file has them.</summary>
    private static HashSet<int> Choose(List<byte[]> clean, DamageKind kind, int count, Random random)
    {
        if (kind == DamageKind.Truncate)
            return [clean.Count - 1];
        // Not the first: a file must show what its records look like before it is damaged.
        IEnumerable<int> candidates = Enumerable.Range(1, clean.Count - 2);
        if (kind == DamageKind.RemoveQuote)
            candidates = candidates.Where(i => clean[i].Contains((byte)'"'));
        if (kind == DamageKind.TextAfterQuote)
            candidates = candidates.Where(i => ClosingQuote(clean[i]) >= 0);
        if (kind == DamageKind.SpliceTwo)
            candidates = candidates.Where(i => i % 2 == 1);
        int[] shuffled = [.. candidates];
        random.Shuffle(shuffled);
        return [.. shuffled.Take(count)];
    }

    private static byte[] Damaged(byte[] record, DamageKind kind, Random random)
    {
        var bytes = new List<byte>(record);
        int anywhere = random.Next(1, record.Length - 2);
        switch (kind)
        {
            case DamageKind.RemoveQuote:
                int[] quotes = [.. Enumerable.Range(0, record.Length).Where(i => record[i] == '"')];
                bytes.RemoveAt(quotes[random.Next(quotes.Length)]);
                break;
            case DamageKind.AddQuote:
                bytes.Insert(anywhere, (byte)'"');
                break;
            case DamageKind.CutBytes:
                // The line end stays: a cut across two records is SpliceTwo.
                bytes.RemoveRange(anywhere, Math.Min(random.Next(1, 120), record.Length - 1 - anywhere));
                break;
            case DamageKind.InsertNuls:
                bytes.InsertRange(anywhere, new byte[random.Next(1, 100)]);
                break;
            case DamageKind.SpliceFiles:
                // One file breaks off inside a record and another one, with a header, follows.
                bytes.RemoveRange(anywhere, record.Length - anywhere);
                bytes.AddRange("\"tweetid\",\"userid\",\"user_display_name\"\n"u8);
                break;
            case DamageKind.ExtraColumn:
                bytes.InsertRange(record.Length - 1, ",\"more\""u8);
                break;
            case DamageKind.MissingColumn:
                int comma = record.AsSpan().LastIndexOf((byte)',');
                bytes.RemoveRange(comma, record.Length - 1 - comma);
                break;
            case DamageKind.Truncate:
                bytes.RemoveRange(anywhere, record.Length - anywhere);
                break;
            case DamageKind.TextAfterQuote:
                bytes.Insert(ClosingQuote(record) + 1, (byte)'x');
                break;
        }

        return [.. bytes];
    }

    /// <summary>The first quote that a comma follows; in these archives no text starts with a comma.</summary>
    private static int ClosingQuote(byte[] record) => record.AsSpan().IndexOf("\","u8);

    /// <summary>
    /// Rubbish with all that means something in CSV in it; its last line ends, or the next record would be damaged too.
    /// </summary>
    private static byte[] Garbage(int length, Random random)
    {
        byte[] garbage = new byte[length];
        random.NextBytes(garbage);
        for (int i = 0; i < 2000; i++)
            garbage[random.Next(garbage.Length)] = "\",\n\r"u8[random.Next(4)];
        garbage[^1] = (byte)'\n';
        return garbage;
    }
}
