namespace TweetArchive.Tests.Csv;

/// <summary>A way of damaging a file, applied to some of its records.</summary>
public enum DamageKind
{
    RemoveQuote, AddQuote, CutBytes, InsertNuls, SpliceTwo, ExtraColumn, MissingColumn, Truncate, Garbage, TextAfterQuote,
}

/// <summary>A file with damaged records, and those that were left alone.</summary>
/// <param name="Untouched">Numbers of the records whose bytes are as they were.</param>
internal sealed record DamagedFile(byte[] Bytes, List<int> Untouched)
{
    private const int GarbageBytes = 1 << 20;

    /// <param name="clean">The file's records, each with its line end.</param>
    public static DamagedFile Make(List<byte[]> clean, DamageKind kind, int count, Random random, int garbageBytes = GarbageBytes)
    {
        var bytes = new List<byte>();
        var untouched = new List<int>();
        // Not the first: a file must show what its records look like before it is damaged.
        var chosen = new HashSet<int>(Enumerable.Range(0, count).Select(_ => random.Next(1, clean.Count - 1)));
        if (kind == DamageKind.Truncate)
            chosen = [clean.Count - 1];
        for (int i = 0; i < clean.Count; i++)
        {
            if (!chosen.Contains(i))
            {
                bytes.AddRange(clean[i]);
                untouched.Add(i);
            }
            else if (kind == DamageKind.SpliceTwo && i + 1 < clean.Count)
            {
                bytes.AddRange(clean[i][..random.Next(1, clean[i].Length - 1)]);
                i++;
                bytes.AddRange(clean[i][random.Next(1, clean[i].Length - 1)..]);
            }
            else if (kind == DamageKind.Garbage)
            {
                bytes.AddRange(clean[i]);
                untouched.Add(i);
                bytes.AddRange(Garbage(garbageBytes, random));
            }
            else
            {
                bytes.AddRange(Damaged(clean[i], kind, random));
            }
        }

        return new DamagedFile([.. bytes], untouched);
    }

    private static byte[] Damaged(byte[] record, DamageKind kind, Random random)
    {
        var bytes = new List<byte>(record);
        int anywhere = random.Next(1, record.Length - 2);
        switch (kind)
        {
            case DamageKind.RemoveQuote:
                int[] quotes = [.. Enumerable.Range(0, record.Length).Where(i => record[i] == '"')];
                if (quotes.Length > 0)
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
                int separator = record.AsSpan().IndexOf("\",\""u8);
                bytes.InsertRange(separator < 0 ? anywhere : separator + 1, "x"u8);
                break;
        }

        return [.. bytes];
    }

    /// <summary>Rubbish with all that means something in CSV in it; its last line ends, or the record behind it would be damaged too.</summary>
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
