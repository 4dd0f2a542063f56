using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Query.Verify;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>The checks of verify, a line each, as they end.</summary>
internal sealed class CheckLines(Stream output, bool json, bool quiet)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(CheckResult check)
    {
        if (json)
            Line(Json(check));
        else if (check.Status is CheckStatus.Different or CheckStatus.Warning)
        {
            string status = check.Status == CheckStatus.Different ? "DIFFERENT   " : "warning     ";
            string first = check.Differences > 1 ? $"{Count(check.Differences)} differences, the first at" : "at";
            Line(OneLine($"{status}  {check.Group}: {check.Name}: {first} {check.Where}: expected {check.Expected}, found {check.Found}. "
                + $"What to do: {check.Advice}"));
        }
        else if (!quiet)
        {
            string status = check.Status == CheckStatus.Ok ? "ok          " : "not compared";
            string detail = check.Detail.Length > 0 ? $" ({check.Detail})" : "";
            Line(OneLine($"{status}  {check.Group}: {check.Name}{detail}"));
        }
    }

    public void End(VerifyResult result, string dataset)
    {
        if (json)
        {
            foreach (ReferenceResult figure in result.Reference)
                Line(Json(figure));
        }
        else
        {
            VerifyRun.WriteReference(output, result, StandardOutput.Width);
            int ok = result.Checks.Count(c => c.Status == CheckStatus.Ok),
                not = result.Checks.Count(c => c.Status == CheckStatus.NotCompared),
                warnings = result.Checks.Count(c => c.Status == CheckStatus.Warning);
            string differ = result.Differences switch { 0 => "none differs", 1 => "1 differs", _ => $"{Count(result.Differences)} differ" };
            Line($"{dataset}: {Count(ok)} checks agree, {differ}"
                + (not > 0 ? $", {Count(not)} not compared" : "")
                + (warnings > 0 ? $", {Counted.Of(warnings, "warning")} about the archive itself" : "") + ".");
        }
    }

    private static string Json(CheckResult check) => Json(json =>
    {
        json.WriteString("group", check.Group);
        json.WriteString("check", check.Name);
        json.WriteString("status",
            check.Status switch
            {
                CheckStatus.Ok => "ok",
                CheckStatus.Different => "different",
                CheckStatus.Warning => "warning",
                _ => "not_compared",
            });
        json.WriteString("detail", check.Detail);
        if (check.Status is CheckStatus.Different or CheckStatus.Warning)
        {
            json.WriteString("where", check.Where);
            json.WriteString("expected", check.Expected);
            json.WriteString("found", check.Found);
            json.WriteNumber("differences", check.Differences);
            json.WriteString("advice", check.Advice);
        }
    });

    private static string Json(ReferenceResult figure) => Json(json =>
    {
        json.WriteString("group", "figure");
        json.WriteString("dataset", figure.Dataset);
        json.WriteString("measure", figure.Measure);
        json.WriteString("dimension", figure.Dimension);
        json.WriteString("published", figure.Published);
        json.WriteString("found", figure.Found);
        json.WriteString("tolerance", figure.Tolerance);
        json.WriteString("basis", figure.Basis);
        json.WriteString("verdict", figure.Verdict);
        json.WriteString("source", figure.Source);
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Values come from tweets: a line stays one line, and no character moves the cursor.</summary>
    private static string OneLine(string text) =>
        string.Concat(
            text.Select(
                c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' '
                    : c));

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Line(string line)
    {
        output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        output.Flush();
    }
}
