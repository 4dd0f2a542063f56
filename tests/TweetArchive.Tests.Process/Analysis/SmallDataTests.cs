using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>Analyses of a few texts end with fewer findings, not with an error.</summary>
public sealed class SmallDataTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Fourteen texts of invented words, each by four accounts.</summary>
    /// <param name="shared">Words of every text; without any, the texts have none in common.</param>
    /// <param name="own">Words of each text alone.</param>
    [Theory]
    [InlineData("", 8)]
    [InlineData("kelamo", 8)]
    [InlineData("kelamo surida tobenu valigo", 0)]
    public void Texts_that_nothing_tells_apart_have_no_themes(string shared, int own)
    {
        var random = new Random(5);
        string Word() => string.Concat(Enumerable.Range(0, 9).Select(_ => (char)('a' + random.Next(26))));
        string[] texts =
        [
            .. Enumerable.Range(0, 14).Select(i => $"{shared} {string.Join(' ', Enumerable.Range(0, own).Select(_ => Word()))}"
                + new string('!', own == 0 ? i + 1 : 0)),
        ];
        string[] rows =
        [
            .. Enumerable.Range(0, 56).Select(i =>
                CommandFolder.Row(900 + i, texts[i / 4].Trim(), $"user{i % 4}", $"2018-01-{(i % 28) + 1:00} 03:04")),
        ];
        folder.Run(folder.Csv(rows), "--no-report").AssertSaid(0);
        CommandLine.Run("analyze", folder.Out, "--quiet").AssertSaid(0);
        Assert.True(File.Exists(Path.Combine(folder.Out, "narrative_themes.parquet")));
    }
}
