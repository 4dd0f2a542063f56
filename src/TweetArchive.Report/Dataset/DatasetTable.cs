using Parquet;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Report.Dataset;

/// <summary>A table of a dataset: one file, or for tweets a folder of parts. Read by row group and column.</summary>
internal sealed class DatasetTable(string name, IReadOnlyList<string> files)
{
    /// <summary>Null if the dataset does not have it.</summary>
    public static DatasetTable? Find(string folder, string name)
    {
        string file = Path.Combine(folder, DatasetNames.FileOf(name));
        if (File.Exists(file))
            return new DatasetTable(name, [file]);
        string parts = Path.Combine(folder, name);
        string[] files = Directory.Exists(parts) ? Directory.GetFiles(parts, "part-*.parquet") : [];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length == 0 ? null : new DatasetTable(name, files);
    }

    /// <exception cref="DatasetException">The table is not there.</exception>
    public static DatasetTable Open(string folder, string name) =>
        Find(folder, name)
            ?? throw new DatasetException($"{folder}: {name}.parquet is missing. Make the output again with: tweetarchive run");

    /// <summary>The row groups in file order; each is good until the next is asked for.</summary>
    /// <exception cref="DatasetException">A file cannot be read as Parquet.</exception>
    public IEnumerable<TableRows> RowGroups()
    {
        var readers = new Dictionary<ColumnSpec, ColumnReader>();
        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(file);
            ParquetReader reader = ReadOrThrow(file, () => Wait(ParquetReader.CreateAsync(stream, leaveStreamOpen: true)));
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
                yield return new TableRows(name, file, rows, StoredSchema.Columns(reader.Schema, rows), readers);
            }
        }
    }

    /// <summary>Files are read, never waited for: the task is done or blocks on the disk.</summary>
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    internal static T ReadOrThrow<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (DatasetException or OutOfMemoryException))
        {
            throw new DatasetException($"{file}: cannot be read: {e.Message} Make the output again.");
        }
    }
}
