namespace TweetArchive.Testing;

/// <summary>
/// An input, and how it is to be read where there is a choice (block size, strategy). The same pair always does the same.
/// </summary>
internal sealed record FuzzInput(byte[] Bytes, int Variant);

/// <summary>A part of the engine that takes any bytes, what to try it with, and what must hold.</summary>
internal abstract class FuzzTarget
{
    public static IReadOnlyList<FuzzTarget> All { get; } = [new ScannerTarget(), new CellsTarget(), new ListCellTarget()];

    public abstract string Name { get; }

    public abstract FuzzInput Generate(Random random);

    /// <summary>What is wrong, or null. Whatever it throws is wrong too.</summary>
    protected abstract string? Check(FuzzInput input);

    /// <summary>Tries one input.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Try(FuzzInput input)
    {
        try
        {
            return Check(input);
        }
        catch (Exception e)
        {
            return e.GetType().Name + ": " + e.Message;
        }
    }

    /// <summary>Takes bytes away as long as something is still wrong: large pieces first, then single bytes.</summary>
    public FuzzInput Minimise(FuzzInput failing)
    {
        for (int piece = Math.Max(1, failing.Bytes.Length / 2); ; piece /= 2)
        {
            for (int at = 0; at < failing.Bytes.Length;)
            {
                byte[] bytes = failing.Bytes;
                FuzzInput shorter = failing with { Bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + piece)..]] };
                if (Try(shorter) is null)
                    at += piece;
                else
                    failing = shorter;
            }

            if (piece <= 1)
                return failing;
        }
    }

    /// <summary>Changes some bytes: written over, put in, taken out, or a piece copied elsewhere.</summary>
    protected static byte[] Mutate(byte[] bytes, int times, ReadOnlySpan<byte> hostile, Random random)
    {
        var changed = new List<byte>(bytes);
        for (; times > 0 && changed.Count > 0; times--)
        {
            int at = random.Next(changed.Count);
            byte any = random.Next(4) == 0 ? (byte)random.Next(256) : hostile[random.Next(hostile.Length)];
            switch (random.Next(6))
            {
                case 0 or 1:
                    changed[at] = any;
                    break;
                case 2 or 3:
                    changed.Insert(at, any);
                    break;
                case 4:
                    changed.RemoveRange(at, Math.Min(changed.Count - at, 1 << random.Next(8)));
                    break;
                default:
                    int length = Math.Min(changed.Count - at, 1 << random.Next(9));
                    changed.InsertRange(random.Next(changed.Count), changed.GetRange(at, length));
                    break;
            }
        }

        return [.. changed];
    }
}
