using System.Text;
using TweetArchive.Query;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>The notebook of spikes, coordination and copies against the dataset that its first lines make.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class AnalysesNotebookTests(PlantedDataset planted)
{
    [Fact]
    public void Outputs_are_what_the_planted_dataset_gives()
    {
        NotebookCells cells = NotebookCells.Read("analyses");
        cells.AssertTables(Ask);
        cells.AssertOneChart();
    }

    private string Ask(string sql)
    {
        using var output = new MemoryStream();
        var options = new QueryOptions
        {
            Dataset = planted.FinishedRun.Out,
            Sql = sql,
            Format = QueryFormat.Table
        };
        QueryRunner.Run(options, output, TextWriter.Null, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
