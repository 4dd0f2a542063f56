namespace TweetArchive.Report.Page;

/// <summary>
/// Apache ECharts 6.0.0 (Apache-2.0), as the NuGet package Vizor.ECharts 0.9.7 (Apache-2.0) carries it together with ecStat and
/// the package's own binding, of which nothing is called. Its package stays out of the program; see docs/report.md.
/// </summary>
internal static class ChartLibrary
{
    /// <summary>SHA-256 of the file in the package; tests compare it with what was built in.</summary>
    public const string FileSha256 = "9cb015aae490b7da4c8013dd2203819458713d1eed26577d8615836fb7c11e1f";

    public static string Script => Assets.Text("page/echarts.min.js");
}
