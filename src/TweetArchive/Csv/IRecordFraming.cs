namespace TweetArchive.Csv;

/// <summary>How records follow each other in a stream of bytes: where a buffer may be cut, and where reading may start again.</summary>
public interface IRecordFraming
{
    /// <summary>Bytes after a line start that <see cref="StartsRecord"/> wants to see.</summary>
    int Window { get; }

    /// <summary>Length of the longest prefix that ends with a record, or a number below 1 if none is found.</summary>
    /// <param name="bytes">Start with a record.</param>
    /// <param name="lastResort">The buffer is as large as a record may be: a doubtful place will do.</param>
    int Cut(ReadOnlySpan<byte> bytes, bool lastResort);

    /// <summary>A record starts, or may start, with this line.</summary>
    bool StartsRecord(ReadOnlySpan<byte> line);
}
