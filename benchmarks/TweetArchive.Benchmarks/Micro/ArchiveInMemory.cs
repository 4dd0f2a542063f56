using System.Text;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>The synthetic archive that the reading rungs share: the same bytes for all of them, in memory.</summary>
internal sealed class ArchiveInMemory
{
    public const int Tweets = 50_000;

    /// <summary>What the job reads at a time.</summary>
    public const int BlockSize = 512 * 1024;

    private ArchiveInMemory(byte[] file)
    {
        File = file;
        int headerLength = file.AsSpan().IndexOf((byte)'\n') + 1;
        string[] header = [.. Encoding.UTF8.GetString(file, 0, headerLength).Trim().Split(',').Select(n => n.Trim('"'))];
        Schema = TweetSchema.FromHeader(header);
        Shape = new RecordShape(header.Length, Quoted: true, Schema.First);

        for (int from = headerLength; from < file.Length;)
        {
            ReadOnlySpan<byte> rest = file.AsSpan(from);
            int length = rest.Length <= BlockSize ? rest.Length : RecordCutter.Cut(rest[..BlockSize], Shape, lastResort: true);
            byte[] block = new byte[length + Tokeniser.Padding];
            rest[..length].CopyTo(block);
            Blocks.Add((block, length));
            from += length;
        }
    }

    /// <summary>The whole file, as a user has it.</summary>
    public byte[] File { get; }

    /// <summary>The records in whole-record blocks with room behind them, as the pipeline's reader makes them.</summary>
    public List<(byte[] Padded, int Length)> Blocks { get; } = [];

    public TweetSchema Schema { get; }

    public RecordShape Shape { get; }

    /// <summary>The length of the file without reading it, for the columns of the result.</summary>
    public static long FileBytes => new FileInfo(FilePath()).Length;

    public static ArchiveInMemory Load() => new(System.IO.File.ReadAllBytes(FilePath()));

    private static string FilePath() => SyntheticFile.Get(new JobOptions().Data, Tweets);
}
