using System.Globalization;

namespace TweetArchive.Archives;

/// <summary>Files in formats that are not read: what they are, by their first bytes or their names, and what to do.</summary>
internal static class ForeignFile
{
    private const int MostNamed = 5;
    private const string Unpack = "Unpack it and give what is in it";
    private const string SaveAsCsv = "Save it as CSV in UTF-8, with the ids as text, and give that";

    private const string WriteTable = "Tables in it are laid out for people to read: write the data that they were made from as CSV, in R "
        + "with write.csv, in pandas with to_csv";

    private const string SaveTable = "Open it with a browser or a spreadsheet and save its table as CSV in UTF-8, with the ids as text";

    private static readonly (byte[] Magic, string What, string Do)[] ByBytes =
    [
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", Unpack),
        ("Rar!\u001A\u0007"u8.ToArray(), "a rar archive", Unpack),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel or Word file", SaveAsCsv),
        ("PK\u0007\u0008"u8.ToArray(), "the first part of a split zip",
            "Join the parts (zip -s 0 FIRST.zip --out WHOLE.zip, or 7z x) and give the whole"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database", "Export its table of tweets as CSV"),
        ("ARROW1"u8.ToArray(), "an Arrow or Feather file", "Write it as Parquet or CSV"),
        ("ORC"u8.ToArray(), "an ORC file", "Write it as Parquet or CSV"),
        ("Obj\u0001"u8.ToArray(), "an Avro file", "Write it as Parquet or CSV"),
        ("RDX"u8.ToArray(), "an R data file (.rda)", "Write it as CSV in R: write.csv(x, \"x.csv\", row.names = FALSE)"),
        ("X\n\0\0"u8.ToArray(), "an R data file (.rds)", "Write it as CSV in R: write.csv(x, \"x.csv\", row.names = FALSE)"),
        ([0x80, 0x02], "a pickle of Python", "Write it as CSV or Parquet in pandas: it may run any program when it is opened"),
        ([0x80, 0x03], "a pickle of Python", "Write it as CSV or Parquet in pandas: it may run any program when it is opened"),
        ("ccopy_reg\n"u8.ToArray(), "a pickle of Python",
            "Write it as CSV or Parquet in pandas: it may run any program when it is opened"),
        ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A], "an HDF5 file", "Write it as CSV or Parquet"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "an array of numpy", "Write it as CSV or Parquet"),
        ([0x04, 0x22, 0x4D, 0x18], "an lz4 file", Unpack),
        ([0x71, 0x02, 0x01, 0x00], "a data file of Stata (.dta)", SaveAsCsv),
        ([0x72, 0x02, 0x01, 0x00], "a data file of Stata (.dta)", SaveAsCsv),
        ([0x73, 0x02, 0x01, 0x00], "a data file of Stata (.dta)", SaveAsCsv),
        ([0x80, 0x04, 0x95], "a pickle of Python", "Write it as CSV or Parquet in pandas: it may run any program when it is opened"),
        ([0x80, 0x05, 0x95], "a pickle of Python", "Write it as CSV or Parquet in pandas: it may run any program when it is opened"),
        ("$FL2"u8.ToArray(), "a data file of SPSS (.sav)", SaveAsCsv),
        ("<stata_dta>"u8.ToArray(), "a data file of Stata (.dta)", SaveAsCsv),
        ("%PDF"u8.ToArray(), "a PDF", "It holds no table; give the data"),
        ("version https://git-lfs"u8.ToArray(), "the placeholder of a file in Git LFS", "Fetch the file itself: git lfs pull"),
    ];

    private static readonly (string Extension, string Do)[] ByName =
    [
        (".7z", Unpack), (".rar", Unpack), (".xlsx", SaveAsCsv), (".xls", SaveAsCsv), (".ods", SaveAsCsv), (".numbers", SaveAsCsv),
        (".z01", "Join the parts of the split zip"), (".z02", "Join the parts of the split zip"),
        (".001", "Join the parts and give the whole"),
        (".rds", "Write it as CSV in R"), (".rda", "Write it as CSV in R"), (".rdata", "Write it as CSV in R"),
        (".pkl", "Write it as CSV or Parquet"),
        (".pickle", "Write it as CSV or Parquet"), (".feather", "Write it as Parquet or CSV"), (".arrow", "Write it as Parquet or CSV"),
        (".orc", "Write it as Parquet or CSV"),
        (".avro", "Write it as Parquet or CSV"), (".sav", SaveAsCsv), (".dta", SaveAsCsv), (".sqlite", "Export its table as CSV"),
        (".db", "Export its table as CSV"),
        (".lz4", Unpack), (".h5", "Write it as Parquet or CSV"), (".hdf5", "Write it as Parquet or CSV"), (".npy", "Write it as CSV"),
        (".md", WriteTable), (".markdown", WriteTable), (".rmd", WriteTable), (".qmd", WriteTable), (".rst", WriteTable),
        (".org", WriteTable), (".adoc", WriteTable), (".tex", WriteTable), (".docx", WriteTable), (".odt", WriteTable),
        (".rtf", WriteTable), (".pdf", WriteTable), (".ipynb", WriteTable), (".html", SaveTable), (".htm", SaveTable),
        (".mhtml", SaveTable), (".xlsm", SaveAsCsv), (".xlsb", SaveAsCsv), (".sas7bdat", SaveAsCsv), (".mat", SaveAsCsv),
        (".jld2", "Write it as CSV or Parquet"), (".sql", "Load it into its database, and export the table as CSV with a header"),
        (".xml", "Export the table as CSV or JSON"), (".yaml", "Write the tweets as JSON"), (".yml", "Write the tweets as JSON"),
        (".accdb", "Export its table as CSV"), (".mdb", "Export its table as CSV"), (".sqlite3", "Export its table as CSV"),
        (".duckdb", "Export its table as CSV or Parquet"), (".pbix", "Export its table as CSV"), (".twbx", "Export its table as CSV"),
        (".hyper", "Export its table as CSV"),
        (".por", SaveAsCsv), (".br", Unpack), (".lzma", Unpack), (".zipx", Unpack),
    ];

    /// <summary>What the bytes are and what to do; null for what may be text.</summary>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] magic, string what, string todo) in ByBytes)
        {
            if (head.StartsWith(magic))
                return $"{what}, which is not read. {todo}.";
        }

        return null;
    }

    /// <summary>What a zip with these entries is, if it is one document; null for an archive.</summary>
    public static string? Document(IEnumerable<string> entries)
    {
        foreach (string entry in entries)
        {
            if (entry is "xl/workbook.xml" or "xl/workbook.bin")
                return $"an Excel workbook, which is not read. {SaveAsCsv}.";
            if (entry is "word/document.xml")
                return "a Word document. It holds no table; give the data.";
            if (entry is "content.xml" or "Index/Document.iwa")
                return $"a spreadsheet document, which is not read. {SaveAsCsv}.";
        }

        return null;
    }

    /// <summary>Files that were found and are not read, counted by their endings: <c>not read: 3 .7z, 1 .rar</c>; null for none.</summary>
    public static string? Count(string folder, IEnumerable<string> paths)
    {
        var byEnding = paths.GroupBy(p => Path.GetExtension(p).ToLowerInvariant() is { Length: > 0 } e ? e : "without ending")
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (byEnding.Count == 0)
            return null;
        string counts = string.Join(", ", byEnding.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key} "
            + $"({string.Join(", ", g.Take(MostNamed).Select(Path.GetFileName))}{(g.Count() > MostNamed ? ", …" : "")})")));
        string[] todo = [.. byEnding.Select(g => (g.Key, Do: ByName.FirstOrDefault(n => n.Extension == g.Key).Do))
            .Where(g => g.Do is not null).GroupBy(g => g.Do).Select(g => $"{string.Join(", ", g.Select(e => e.Key))}: {g.Key}")];
        return $"not read: {counts} in {folder}.{(todo.Length > 0 ? $" {string.Join("; ", todo)}." : "")}";
    }
}
