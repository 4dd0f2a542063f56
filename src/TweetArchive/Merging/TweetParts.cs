using TweetArchive.Tables.Spills;

namespace TweetArchive.Merging;

/// <summary>Rows of tweets that follow each other in a piece.</summary>
internal sealed record TweetChunks(EntryResult Entry, RowStore Rows, long RecordsBefore, int From, int To);

/// <summary>One file of tweets/.</summary>
/// <param name="Number">From 1.</param>
internal sealed record TweetPart(int Number, IReadOnlyList<TweetChunks> Chunks)
{
    /// <summary>
    /// The parts of the tweets, in input order: a part ends with the chunk of rows that brings it to its size. Chunks follow from
    /// the input and the options alone, so parts can be written side by side and are the same in every run.
    /// </summary>
    public static IReadOnlyList<TweetPart> Of(IReadOnlyList<EntryResult> entries, long partBytes)
    {
        // A table without rows is a file too, so that notebooks need no special case.
        List<List<TweetChunks>> parts = [[]];
        long bytes = 0;
        foreach ((EntryResult entry, (PieceRows piece, long recordsBefore, _)) in entries.SelectMany(
            e => e.NumberedPieces(), (e, p) => (e, p)))
        {
            int from = 0;
            for (int chunk = 0; chunk < piece.Tweets.Chunks; chunk++)
            {
                if (bytes > partBytes)
                {
                    parts[^1].Add(new TweetChunks(entry, piece.Tweets, recordsBefore, from, chunk));
                    parts.Add([]);
                    from = chunk;
                    bytes = 0;
                }

                bytes += piece.Tweets.ChunkBytes(chunk);
            }

            parts[^1].Add(new TweetChunks(entry, piece.Tweets, recordsBefore, from, piece.Tweets.Chunks));
        }

        return [.. parts.Select((p, i) => new TweetPart(i + 1, p))];
    }
}
