using System.Globalization;
using TweetArchive.Requests;

namespace TweetArchive.Cli;

/// <summary>Sizes and limits as people type and read them.</summary>
internal static class Sizes
{
    /// <summary>"256M", "1.5G", "800000000".</summary>
    /// <exception cref="UsageException">Not a size.</exception>
    public static long Parse(string text)
    {
        string number = text.TrimEnd('B', 'b', 'i');
        long unit = 1;
        if (number.Length > 0)
        {
            unit = char.ToUpperInvariant(number[^1]) switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 1 };
            if (unit > 1)
                number = number[..^1];
        }

        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) || value <= 0)
            throw new UsageException($"'{text}' is not a size. Write 256M or 1G.");
        return (long)(value * unit);
    }

    /// <summary>Of --memory: a size, and one that a job can work with.</summary>
    /// <exception cref="UsageException">Not a size, or less than 1 MiB.</exception>
    public static long ParseMemory(string text)
    {
        long size = Parse(text);
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
