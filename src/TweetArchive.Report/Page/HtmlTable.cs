using System.Globalization;
using System.Text;

namespace TweetArchive.Report.Page;

/// <summary>Tables that the page has without its script, and how figures are written in them.</summary>
internal static class HtmlTable
{
    /// <param name="firstNumber">This column and all after it hold numbers, except for checksums.</param>
    public static string Build(string caption, string[] columns, int firstNumber, IEnumerable<string[]> rows)
    {
        var html = new StringBuilder("<table><caption>").Append(PageText.Html(caption)).Append("</caption><thead><tr>");
        for (int i = 0; i < columns.Length; i++)
            html.Append(IsNumber(i) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Append(PageText.Html(columns[i]))
                .Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
                html.Append(i == 0 ? "<th scope=\"row\"><bdi>" : IsNumber(i) ? "<td class=\"n\">" : "<td><bdi class=\"code\">")
                    .Append(PageText.Html(row[i])).Append(i == 0 ? "</bdi></th>" : IsNumber(i) ? "</td>" : "</bdi></td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>\n").ToString();

        bool IsNumber(int column) => column >= firstNumber && columns[column] != "SHA-256";
    }

    public static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    public static string Percent(long part, long whole) =>
        whole == 0 ? "" : ((double)part / whole).ToString("0.00 %", CultureInfo.InvariantCulture);
}
