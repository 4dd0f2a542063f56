using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TweetArchive.Dataset;
using TweetArchive.Query.Datasets;
using TweetArchive.Query.Verify;

namespace TweetArchive.Tests.Verify;

/// <summary>A copy of a dataset to be damaged, and what verify says of it.</summary>
internal sealed class DamagedDataset : IDisposable
{
    public DamagedDataset(string original)
    {
        foreach (string file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(original, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tweetarchive-damaged").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a table again as this query gives it, and corrects the manifest: who did this knew what a checksum is.</summary>
    public void Rewrite(string file, string select, bool keepMetadata = true)
    {
        string path = File(file), aside = path + ".new";
        using (var duck = new DuckDb())
        {
            string table = System.IO.Path.GetFileNameWithoutExtension(file);
            string metadata = string.Join(", ",
                duck.Rows(
                    $"SELECT decode(key), decode(value) FROM parquet_kv_metadata({DuckDb.Quote(path)}) WHERE decode(key) LIKE "
                        + "'tweetarchive.%'").Select(r => $"{DuckDb.Quote((string)r[0]!)}: {DuckDb.Quote((string)r[1]!)}"));
            duck.Execute($"CREATE VIEW original AS SELECT * FROM {DuckDb.Table(path)}");
            string kept = keepMetadata ? $", KV_METADATA {{{metadata}}}" : "";
            duck.Execute($"COPY ({select}) TO {DuckDb.Quote(aside)} (FORMAT parquet{kept})");
        }

        System.IO.File.Move(aside, path, overwrite: true);
        Sign(file);
    }

    /// <summary>Changes bytes of a file's footer in place, where its statistics are.</summary>
    public void PatchFooter(string file, string from, string to)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(file));
        int length = BitConverter.ToInt32(bytes.AsSpan(bytes.Length - 8)), at = bytes.Length - 8 - length, patched = 0;
        byte[] wanted = Encoding.UTF8.GetBytes(from);
        Span<byte> footer = bytes.AsSpan(at, length);
        for (int next = footer.IndexOf(wanted); next >= 0; next = footer.IndexOf(wanted))
        {
            Encoding.UTF8.GetBytes(to).CopyTo(footer[next..]);
            patched++;
        }

        Xunit.Assert.True(patched > 0, from + " is not in the footer");
        System.IO.File.WriteAllBytes(File(file), bytes);
        Sign(file);
    }

    public void EditManifest(Action<JsonNode> edit)
    {
        JsonNode manifest = JsonNode.Parse(System.IO.File.ReadAllText(File("manifest.json")))!;
        edit(manifest);
        System.IO.File.WriteAllText(File("manifest.json"), manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    public IReadOnlyList<CheckResult> Verify(Func<VerifyOptions, VerifyOptions>? change = null) => Verify(Path, change).Checks;

    /// <summary>The checks of the analyses' tables alone, a small part of the work.</summary>
    public IReadOnlyList<CheckResult> VerifyAnalyses()
    {
        using var database = new DatasetDatabase(
            DatasetFolder.Open(Path), new VerifyOptions { Dataset = Path }.Limits, CancellationToken.None);
        var context = new CheckContext(database, _ => { });
        AnalysisChecks.Run(context);
        return context.Results;
    }

    public static VerifyResult Verify(string dataset, Func<VerifyOptions, VerifyOptions>? change = null)
    {
        var options = new VerifyOptions { Dataset = dataset };
        return VerifyRun.Run(change?.Invoke(options) ?? options, _ => { }, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(Path, true);

    private void Sign(string file) => EditManifest(manifest =>
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(file));
        JsonNode entry = manifest["files"]!.AsArray().Single(f => (string)f!["name"]! == file)!;
        entry["bytes"] = bytes.Length;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var duck = new DuckDb();
        entry["rows"] = Convert.ToInt64(duck.Scalar($"SELECT count(*) FROM {DuckDb.Table(File(file))}"), CultureInfo.InvariantCulture);
    });
}
