using TweetArchive.Csv;
using TweetArchive.Synth;

namespace TweetArchive.Testing;

/// <summary>A synthetic archive in memory without its header: what is damaged, and what must come out nevertheless.</summary>
internal sealed class CleanArchive
{
    private CleanArchive(byte[] bytes, RecordShape shape, List<HashedRecord> records)
    {
        Bytes = bytes;
        Shape = shape;
        Records = records;
        Lines = [.. records.Select(r => bytes[(int)r.Offset..((int)r.Offset + r.Length + 1)])];
    }

    public byte[] Bytes { get; }

    /// <summary>The records with their line ends.</summary>
    public List<byte[]> Lines { get; }

    public List<HashedRecord> Records { get; }

    public RecordShape Shape { get; }

    /// <exception cref="InvalidDataException">The archive does not read as the tweets that were asked for.</exception>
    public static CleanArchive Make(int tweets, bool allQuoted)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-clean");
        try
        {
            string path = Path.Combine(folder.FullName, "clean_tweets_csv_hashed.csv");
            SynthArchive.Write(new SynthOptions
            {
                Tweets = tweets,
                OutPath = path,
                Quoting = allQuoted ? QuotingStyle.All : QuotingStyle.Minimal,
                UsersFile = false,
                MentionRate = 0.3,
                Seed = 42,
            });
            byte[] file = File.ReadAllBytes(path);
            byte[] bytes = file[(file.AsSpan().IndexOf((byte)'\n') + 1)..];
            var shape = new RecordShape(31, allQuoted, FirstField.Digits);
            HashedFile found = HashedFile.Read(bytes, shape, 1 << 20);
            if (found.Records.Count != tweets || found.Rejects.Count > 0)
                throw new InvalidDataException($"{found.Records.Count} records and {found.Rejects.Count} rejects of {tweets} tweets");
            return new CleanArchive(bytes, shape, found.Records);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
