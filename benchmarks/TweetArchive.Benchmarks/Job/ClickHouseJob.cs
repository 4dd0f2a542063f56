using System.Text.Json;

namespace TweetArchive.Benchmarks.Job;

/// <summary>
/// The job in ClickHouse, as a separate process: the embedded build of the npm package <c>chdb</c>, run by node. It has half a gigabyte, so
/// it takes part only where <see cref="Variable"/> names a folder in which <c>npm install chdb</c> was run.
/// </summary>
internal static class ClickHouseJob
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "TWEETARCHIVE_CHDB";

    private const string Script = """
        const fs = require('fs'), [package, statements, folder] = process.argv.slice(1);
        const { Session } = require(require.resolve('chdb', { paths: [package] }));
        const session = new Session(folder + '/database');
        for (const sql of JSON.parse(fs.readFileSync(statements, 'utf8'))) {
            const start = process.hrtime.bigint();
            session.query(sql);
            if (process.env.VERBOSE) console.log(Number(process.hrtime.bigint() - start) / 1e9, sql.slice(0, 60));
        }
        fs.rmSync(folder + '/database', { recursive: true });
        process.exit(0);
        """;

    public static string? Package => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The command; writes the statements next to <paramref name="folder"/>, and makes the folder.</summary>
    /// <exception cref="ArgumentException">There is no such package.</exception>
    public static string[] Command(JobOptions options, string file, string folder)
    {
        string package = Package ?? throw new ArgumentException(
            $"--sides clickhouse: set {Variable} to a folder in which 'npm install chdb' was run.");
        if (folder.Length == 0)
            return [];
        Directory.CreateDirectory(folder);
        string statements = folder + ".statements.json";
        File.WriteAllText(statements, JsonSerializer.Serialize(
            ClickHouseStatements.Of(file, folder, options.Threads, options.AllTweets)));
        return ["node", "-e", Script, package, statements, folder];
    }
}
