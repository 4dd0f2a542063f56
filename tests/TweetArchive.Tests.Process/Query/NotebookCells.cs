using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>The cells of a notebook that hold code, and what the page shows after them.</summary>
internal sealed partial class NotebookCells(JsonElement[] cells)
{
    private static readonly byte[] pngMark = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    public string Source => string.Join('\n', cells.Select(c => Text(c.GetProperty("source"))));

    public static NotebookCells Read(string notebook)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "notebooks", notebook + ".ipynb")));
        return new NotebookCells([.. document.RootElement.Clone().GetProperty("cells").EnumerateArray()
            .Where(c => c.GetProperty("cell_type").GetString() == "code")]);
    }

    /// <summary>Cells that ask with SQL, their own or the equal one in their metadata, show what the question gives.</summary>
    public void AssertTables(Func<string, string> ask)
    {
        int compared = 0;
        foreach (JsonElement cell in cells)
        {
            string? sql = Sql().Match(Text(cell.GetProperty("source"))) is { Success: true } match ? match.Groups[1].Value
                : cell.GetProperty("metadata").TryGetProperty("tweetarchive", out JsonElement meta) ? meta.GetProperty("sql").GetString()
                : null;
            if (sql is null)
                continue;
            string shown = Text(Assert.Single(Outputs(cell)).GetProperty("data").GetProperty("text/plain"));
            Assert.Equal(ask(sql).TrimEnd('\n'), shown);
            Assert.NotEqual("(0 rows)", shown.Split('\n')[^1]);
            compared++;
        }

        Assert.True(compared >= 3, $"{compared} tables");
    }

    /// <summary>A cell that shows a chart has a picture; it comes right after the table that it draws. No other cell has one.</summary>
    public void AssertOneChart()
    {
        int chart = Assert.Single(Enumerable.Range(1, cells.Length - 1),
            i => Text(cells[i].GetProperty("source")).Contains("plt.show()", StringComparison.Ordinal));
        string drawn = Assert.Single(Outputs(cells[chart])).GetProperty("data").GetProperty("image/png").GetString()!;
        Assert.Equal(pngMark, Convert.FromBase64String(drawn.Trim())[..4]);
        string name = Text(cells[chart - 1].GetProperty("source")).Split('\n')[^1];
        Assert.Matches($@"\b{Regex.Escape(name)}\b", Text(cells[chart].GetProperty("source")));
        Assert.Single(cells, c => c.GetProperty("outputs").GetRawText().Contains("image/png", StringComparison.Ordinal));
    }

    /// <summary>Commands that a cell gives to the shell, each with what it printed.</summary>
    public IEnumerable<(string Command, string Printed)> Commands() =>
        from cell in cells
        let source = Text(cell.GetProperty("source"))
        where source.StartsWith('!')
        select (source[1..], Text(Assert.Single(Outputs(cell)).GetProperty("text")));

    private static JsonElement.ArrayEnumerator Outputs(JsonElement cell) => cell.GetProperty("outputs").EnumerateArray();

    private static string Text(JsonElement lines) => string.Concat(lines.EnumerateArray().Select(l => l.GetString()));

    [GeneratedRegex("con\\.sql\\(\"\"\"\n(.*?)\"\"\"\\)", RegexOptions.Singleline)]
    private static partial Regex Sql();
}
