using System.Globalization;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>What one rung showed on one shape; a line of the results file.</summary>
/// <param name="MegabytesPerSecond">10^6 bytes of the file a second, of the median round.</param>
/// <param name="NanosecondsPerRecord">Of the median round.</param>
/// <param name="BytesAllocated">By one pass, on all threads; the median.</param>
/// <param name="TimesCsvHelper">The median of the rounds' ratios: CsvHelper's time for the same in the same round by this one's. Null if it
/// has no such rung.</param>
internal sealed record ReadingFigure(
    string Shape, string Reader, string Does, string From, int Threads,
    double MegabytesPerSecond, double NanosecondsPerRecord, long BytesAllocated, double? TimesCsvHelper)
{
    private const string Header = "shape;reader;does;from;threads;mb_per_s;ns_per_record;bytes_allocated;times_csvhelper";

    public static void Save(string path, IEnumerable<ReadingFigure> figures) =>
        File.WriteAllLines(path, figures.Select(f => string.Create(CultureInfo.InvariantCulture,
            $"{f.Shape};{f.Reader};{f.Does};{f.From};{f.Threads};{f.MegabytesPerSecond:0};{f.NanosecondsPerRecord:0.0};"
                + $"{f.BytesAllocated};{f.TimesCsvHelper:0.00}")).Prepend(Header));

    /// <exception cref="ArgumentException">The file is not one that <see cref="Save"/> wrote.</exception>
    public static List<ReadingFigure> Load(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.FirstOrDefault() != Header)
            throw new ArgumentException($"{path}: these are no figures of 'reading --save'.");
        return [.. lines.Skip(1).Select(l => l.Split(';')).Select(c => new ReadingFigure(
            c[0], c[1], c[2], c[3], int.Parse(c[4], CultureInfo.InvariantCulture),
            double.Parse(c[5], CultureInfo.InvariantCulture), double.Parse(c[6], CultureInfo.InvariantCulture),
            long.Parse(c[7], CultureInfo.InvariantCulture),
            c[8].Length == 0 ? null : double.Parse(c[8], CultureInfo.InvariantCulture)))];
    }
}
