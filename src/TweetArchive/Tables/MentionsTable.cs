using System.Buffers.Binary;
using System.Text;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Tables;

/// <summary>mentions: one row for each tweet × target × alias × field, the evidence behind every count.</summary>
internal sealed class MentionsTable
{
    private static readonly byte[][] Fields =
        [.. Enum.GetValues<MentionField>().Select(f => Encoding.UTF8.GetBytes(f.Word()))];

    private readonly Lexicon lexicon;
    private readonly byte[][] aliases;
    private readonly byte[][] languages;
    private readonly byte[][] kinds;
    private readonly byte[][] polarities;
    private readonly byte[][] targets;
    private readonly byte[][] targetOfAlias;
    private readonly byte[][] rules;

    public MentionsTable(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        aliases = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.Text))];
        languages = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.Language))];
        kinds = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.Kind))];
        polarities = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.Polarity))];
        targetOfAlias = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.TargetId))];
        targets = [.. lexicon.Targets.Select(t => Encoding.UTF8.GetBytes(t.Id))];
        rules = [.. Enum.GetValues<MatchRule>().Select(r => Encoding.UTF8.GetBytes(MatchRules.Name(r)))];
    }

    /// <summary>Adds one mention; rows sort by tweetid, target, alias and field.</summary>
    public void Add(SpillBuilder rows, in TweetFacts tweet, in Mention mention, ReadOnlySpan<byte> matched, ref byte[] buffer)
    {
        ReadOnlySpan<byte> target = targets[mention.Target];
        ReadOnlySpan<byte> alias = aliases[mention.Alias];
        int most = 64 + SortKeyWriter.MaxText(target.Length) + SortKeyWriter.MaxText(alias.Length)
            + tweet.UserId.Length + tweet.Language.Length + matched.Length;
        if (buffer.Length < most)
            buffer = new byte[most * 2];
        var key = new SortKeyWriter(buffer);
        key.Int64(tweet.TweetId);
        key.Text(target);
        key.Text(alias);
        key.Byte((byte)mention.Field);
        key.Int32(mention.Alias);
        if (tweet.TweetId == 0)
        {
            // Without an id another thing must keep the order the same for any number of threads.
            key.Int64(tweet.Offset);
            key.Int64(tweet.TimeMillis);
        }

        Span<byte> payload = buffer.AsSpan(key.Length);
        BinaryPrimitives.WriteInt64LittleEndian(payload, tweet.TimeMillis);
        payload[8] = tweet.IsRetweet ? (byte)1 : (byte)0;
        payload[9] = (byte)mention.Field;
        payload[10] = (byte)mention.Decision;
        payload[11] = (byte)mention.Rule;
        BinaryPrimitives.WriteInt32LittleEndian(payload[12..], mention.Alias);
        BinaryPrimitives.WriteInt32LittleEndian(payload[16..], mention.MatchStart);
        BinaryPrimitives.WriteInt32LittleEndian(payload[20..], tweet.UserId.Length);
        BinaryPrimitives.WriteInt32LittleEndian(payload[24..], tweet.Language.Length);
        int at = 28;
        tweet.UserId.CopyTo(payload[at..]);
        at += tweet.UserId.Length;
        tweet.Language.CopyTo(payload[at..]);
        at += tweet.Language.Length;
        matched.CopyTo(payload[at..]);
        rows.Add(key.Written, payload[..(at + matched.Length)]);
    }

    public void Merge(IEnumerable<RowStore> runs, MergeContext context, ParquetTableWriter row)
    {
        var merger = new SpillMerger(runs);
        while (merger.MoveNext())
        {
            long tweetId = new SortKeyReader(merger.Key).Int64();
            ReadOnlySpan<byte> payload = merger.Payload;
            Alias alias = lexicon.Aliases[BinaryPrimitives.ReadInt32LittleEndian(payload[12..])];
            int matchStart = BinaryPrimitives.ReadInt32LittleEndian(payload[16..]);
            int userLength = BinaryPrimitives.ReadInt32LittleEndian(payload[20..]);
            int languageLength = BinaryPrimitives.ReadInt32LittleEndian(payload[24..]);
            ReadOnlySpan<byte> texts = payload[28..];

            row[0].Append(context.Dataset);
            if (tweetId == 0)
                row[1].AppendNull();
            else
                row[1].Append(tweetId);
            row[2].Append(texts[..userLength]);
            row[3].AppendTimestamp(BinaryPrimitives.ReadInt64LittleEndian(payload));
            row[4].AppendOrNull(texts.Slice(userLength, languageLength));
            row[5].Append(payload[8] == 1);
            row[6].Append(targetOfAlias[alias.Index]);
            row[7].Append(aliases[alias.Index]);
            row[8].Append(languages[alias.Index]);
            row[9].Append(kinds[alias.Index]);
            row[10].Append(Fields[payload[9]]);
            row[11].Append(payload[10] == (byte)MentionDecision.Tag ? "tag"u8 : "candidate"u8);
            row[12].Append(rules[payload[11]]);
            row[13].Append(alias.Ambiguity switch { Ambiguity.Low => "low"u8, Ambiguity.Medium => "medium"u8, _ => "high"u8 });
            row[14].Append(polarities[alias.Index]);
            row[15].Append(texts[(userLength + languageLength)..]);
            if (matchStart < 0)
                row[16].AppendNull();
            else
                row[16].Append(matchStart);
            row.EndRow();
        }
    }
}
