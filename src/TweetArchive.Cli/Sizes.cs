using System.Globalization;
using TweetArchive.Requests;

namespace TweetArchive.Cli;

/// <summary>Sizes and limits as people type and read them.</summary>
internal static class Sizes
{
    // More than any machine has; a number of more digits is a slip of the keyboard.
    private const long Most = 1L << 50;

    /// <summary>"256M", "1.5G", "800000000".</summary>
    /// <param name="option">Whose value it is.</param>
    /// <exception cref="UsageException">Not a size, or more than 1024T.</exception>
    public static long Parse(string option, string text)
    {
        string number = text.TrimEnd('B', 'b', 'i');
        long unit = 1;
        if (number.Length > 0)
        {
            unit = char.ToUpperInvariant(number[^1]) switch
            {
                'K' => 1L << 10,
                'M' => 1L << 20,
                'G' => 1L << 30,
                'T' => 1L << 40,
                _ => 1,
            };
            if (unit > 1)
                number = number[..^1];
        }

        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            || !(value * unit >= 1))
            throw new UsageException($"{option} '{text}' is not a size. Write 256M or 1G.");
        return value * unit <= Most ? (long)(value * unit)
            : throw new UsageException($"{option} '{text}' is more than any machine has. Write 256M or 1G.");
    }

    /// <summary>Of --memory: a size, and one that a job can work with.</summary>
    /// <exception cref="UsageException">Not a size, more than 1024T, or less than 1 MiB.</exception>
    public static long ParseMemory(string text)
    {
        long size = Parse("--memory", text);
        return size >= 1L << 20 ? size
            : throw new UsageException($"--memory {text}: that is {Show(size)}. Give at least 1M, such as "
                + $"{(double.TryParse(text, CultureInfo.InvariantCulture, out _) ? $"{text}M or {text}G" : "64M or 1G")}.");
    }

    /// <summary>"100" or "0.5%".</summary>
    /// <exception cref="UsageException">Neither.</exception>
    public static RejectLimit ParseRejectLimit(string text)
    {
        if (text != "none" && RejectLimit.Parse(text) is { } limit)
            return limit;
        throw new UsageException($"--max-rejects '{text}' is neither a number nor a share. Write 100 or 0.5%.");
    }

    public static string Show(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    /// <summary>With thin separators: 1,122,936.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
