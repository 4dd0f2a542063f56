using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>MB/s and ns per record of one pass over <see cref="ArchiveInMemory"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThroughputColumnsAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(
        new PerPassColumn("MB/s", "Megabytes (10^6) of the archive a second", ns => ArchiveInMemory.FileBytes / ns * 1e3),
        new PerPassColumn("ns/record", "Nanoseconds a record", ns => ns / ArchiveInMemory.Tweets));

    private sealed class PerPassColumn(string name, string legend, Func<double, double> fromNanoseconds) : IColumn
    {
        public string Id => nameof(PerPassColumn) + name;

        public string ColumnName => name;

        public string Legend => legend;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Statistics;

        public int PriorityInCategory => 10;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
            summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? fromNanoseconds(statistics.Median).ToString("N0", CultureInfo.InvariantCulture)
                : "-";
    }
}
