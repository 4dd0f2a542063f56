using System.Collections.Concurrent;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>MB/s of UTF-8 text, for benchmarks that pass over <see cref="MatchingTexts"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MatchingThroughputAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(new MegabytesColumn());

    private sealed class MegabytesColumn : IColumn
    {
        private static readonly ConcurrentDictionary<string, long> lengths = new();

        public string Id => nameof(MatchingThroughputAttribute);

        public string ColumnName => "MB/s";

        public string Legend => "Megabytes (10^6) of tweet text a second";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Statistics;

        public int PriorityInCategory => 10;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
        {
            if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
                return "-";
            string texts = (string)benchmarkCase.Parameters[nameof(MatchingRungs.Texts)];
            long length = lengths.GetOrAdd(texts, name => MatchingTexts.Load(name).Sum(t => (long)t.Length));
            return (length / statistics.Median * 1e3).ToString("N0", CultureInfo.InvariantCulture);
        }
    }
}
