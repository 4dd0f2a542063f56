using System.Globalization;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Statistics;

/// <summary>A Markdown page in the making.</summary>
internal sealed class Page
{
    private readonly StringBuilder text = new();

    public void Head(string heading) => text.Append(CultureInfo.InvariantCulture, $"\n{heading}\n");

    public void Text(InvariantText paragraph) => text.Append(paragraph.ToString()).Append('\n');

    public void Table(string header, IEnumerable<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"\n| {header} |\n|{string.Concat(Enumerable.Repeat("---|", header.Split('|').Length))}\n");
        foreach (string line in lines)
            text.Append(line).Append('\n');
        text.Append('\n');
    }

    public override string ToString() =>
        text.ToString().Replace("\r", "", StringComparison.Ordinal).Replace("\n\n\n", "\n\n", StringComparison.Ordinal).Trim('\n') + "\n";
}
