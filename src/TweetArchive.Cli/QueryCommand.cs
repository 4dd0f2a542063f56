using System.CommandLine;
using TweetArchive.Archives;
using TweetArchive.Query;
using TweetArchive.Query.Datasets;

namespace TweetArchive.Cli;

/// <summary>tweetarchive query</summary>
internal static class QueryCommand
{
    private static readonly string[] Formats = ["table", "csv", "json", "parquet", "xlsx"];

    public static Command Create()
    {
        var dataset = new Argument<string>("DIR") { Description = "Output folder of run or merge." };
        var sql = new Argument<string[]>("SQL")
        {
            Description = "The query, in quotes; - reads it from standard input. Without one the views are listed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--file") { Description = "Read the query from a file.", HelpName = "FILE" };
        var format = new Option<string?>("--format")
        {
            Description = "table (default), csv, json, parquet or xlsx; if --out is given, its ending decides.",
            HelpName = "FORMAT"
        }.AcceptOnlyFromAmong(Formats);
        var outFile = new Option<string?>("--out")
        { Description = "Write the result to a file; parquet and xlsx need one.", HelpName = "FILE" };
        var bom = new Option<bool>("--bom")
        {
            Description = "CSV for a spreadsheet: with a byte order mark, and numbers of more than 15 digits, such as ids, as text that "
                + "it does not round."
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file of --out." };
        var maxRows = new Option<int>("--max-rows")
        { Description = "Rows that a table shows; 0 for all.", DefaultValueFactory = _ => 200, HelpName = "N" }
            .Within(0, int.MaxValue);
        var width = new Option<int?>("--width")
        {
            Description = "Width of a table; by default that of the terminal, or no limit if there is none. 0 for no limit.",
            HelpName = "N",
        }.Within(0, 10_000);
        var allowFiles = new Option<bool>("--allow-files")
        {
            Description = "Let the query read other files than those of DIR (read_csv, read_parquet …). There is no network either way.",
        };
        var threads = Options.Threads();
        var memory = new Option<string?>("--memory")
        { Description = "Memory before DuckDB uses the disk; by default most of the machine's.", HelpName = "SIZE" };
        var command = new Command("query",
            """
            Queries the output of a run in SQL, with DuckDB. Every table is a view; nothing is installed, loaded or changed, and
            no other file is read. Each list has its own view, one row for each item: tweet_hashtags, tweet_urls,
            tweet_mentions, tweet_targets. The lexicon of the run is in targets and aliases; timeline has announced
            takedowns, outlets has domains of media, and inputs has the files that were read.

            Examples:
              tweetarchive query iran-2018
                  every view with its rows and columns
              tweetarchive query iran-2018 "DESCRIBE mentions"
              tweetarchive query iran-2018 "SELECT day, sum(tweets) AS tweets FROM daily_mentions
                                            WHERE target_id = 'mek' AND decision = 'tag' GROUP BY day ORDER BY day"
              tweetarchive query iran-2018 "SELECT * FROM tweet_hashtags" --format csv | gzip > hashtags.csv.gz
              tweetarchive query iran-2018 --file weekly.sql --out weekly.parquet
              echo "FROM timeline" | tweetarchive query iran-2018 - --format json

            Every column with its meaning: docs/columns.md. Twenty research questions with their SQL: docs/cookbook.md.
            Ids are numbers beyond 2^53; where a reader of JSON or CSV rounds them, write CAST(tweetid AS VARCHAR).
            Tables on the screen have invisible marks around cells that are written from right to left: to copy a word
            into a query, print it with --format csv.

            Exit codes: 0 done; 2 wrong usage, or DuckDB does not accept the query; 130 interrupted; 1 anything else.
            """)
        {
            dataset, sql, file, format, outFile, bom, overwrite, maxRows, width, allowFiles, threads, memory,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            var options = new QueryOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Sql = SqlFrom(parsed.GetValue(sql) ?? [], parsed.GetValue(file)),
                Format = FormatFrom(parsed.GetValue(format), parsed.GetValue(outFile)),
                Out = parsed.GetValue(outFile),
                ForSpreadsheet = parsed.GetValue(bom),
                Overwrite = parsed.GetValue(overwrite),
                AllowFiles = parsed.GetValue(allowFiles),
                Limits = new DatabaseLimits(parsed.GetValue(threads), parsed.GetValue(memory) is { } size ? Sizes.ParseMemory(size) : null),
                Width = parsed.GetValue(width) ?? StandardOutput.Width,
                MaxRows = parsed.GetValue(maxRows),
            };
            return StandardOutput.Write(stream => QueryRunner.Run(options, stream, Console.Error, cancel));
        }));
        return command;
    }

    private static string? SqlFrom(string[] words, string? file)
    {
        // A shell without quotes hands the query over word by word; where it wrote names of files for a *, that is not a query.
        if (words.Length > 1 && words.FirstOrDefault(w => File.Exists(w) || Directory.Exists(w)) is { } name)
            throw new UsageException($"the query holds '{name}', a file here: without quotes the shell writes names of files for *. "
                + "Put the query in quotes: tweetarchive query DIR \"SELECT …\"");
        string? argument = words.Length == 0 ? null : string.Join(' ', words);
        if (argument is not null && file is not null)
            throw new UsageException("the query is given twice, as SQL and by --file. Give one of them.");
        string? sql = argument;
        if (file is not null)
        {
            if (!File.Exists(file))
                throw new UsageException($"--file {file}: no such file.");
            sql = File.ReadAllText(file);
        }
        else if (argument == "-")
        {
            using var input = new StreamReader(StandardHandles.Input());
            sql = input.ReadToEnd();
        }

        return sql is null || sql.Trim().Length > 0
            ? sql
            : throw new UsageException("the query is empty. Without a query the views are listed.");
    }

    private static QueryFormat FormatFrom(string? format, string? outFile)
    {
        if (format is null && Path.GetExtension(outFile)?.TrimStart('.').ToLowerInvariant() is { Length: > 0 } ending)
            format = Formats.Contains(ending) ? ending : ending == "txt" ? "table"
                : throw new UsageException($"--out {outFile}: the ending .{ending} is not one of "
                + $"{string.Join(", ", Formats.Skip(1).Select(f => "." + f))}, .txt. Give one of these, or say --format.");
        format ??= "table";
        QueryFormat wanted = Enum.Parse<QueryFormat>(format, ignoreCase: true);
        if (wanted == QueryFormat.Parquet && outFile is null)
            throw new UsageException("--format parquet needs a file: --out FILE.parquet");
        if (wanted == QueryFormat.Xlsx && outFile is null)
            throw new UsageException("--format xlsx needs a file: --out FILE.xlsx");
        return wanted;
    }
}
