using System.Buffers.Binary;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Tables;

/// <summary>mentions: one row for each tweet × target × alias × field, the evidence for every count.</summary>
internal sealed class MentionsTable() : CountedTable("mentions", 2)
{
    public override TableCounter NewCounter() => new Counter();

    public override TableMerge NewMerge(ColumnSet columns) => new Merger(new Row(columns));

    /// <summary>
    /// Mentions sorted by tweetid, target, alias and field. Payload: time (8 bytes), is_retweet, field, decision, rule (1 each), alias,
    /// start of the match, lengths of the userid and the language (4 each), then userid, language and matched text.
    /// </summary>
    private sealed class Counter : TableCounter
    {
        private readonly SpillBuilder rows = new();
        private byte[] buffer = new byte[1024];

        public override long Bytes => rows.Bytes;

        public override bool IsEmpty => rows.Count == 0;

        public override void Count(in TweetFacts tweet, TweetKeys keys)
        {
            foreach (ref readonly Mention mention in tweet.Mentions)
                Add(tweet, mention, keys.Dimensions.Targets, keys.MatchedText(mention));
        }

        public override void SealInto(RowStore spill, Dimensions dimensions, DimensionRanks ranks) => rows.SealInto(spill);

        public override void Clear()
        {
            // Sealing has emptied the builder.
        }

        private void Add(in TweetFacts tweet, in Mention mention, TargetNames targets, ReadOnlySpan<byte> matched)
        {
            ReadOnlySpan<byte> target = targets[mention.Target + 1];
            ReadOnlySpan<byte> alias = targets.Aliases.Text(mention.Alias);
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
    }

    private sealed class Merger(Row row) : TableMerge
    {
        public override void Merge(IReadOnlyList<RowStore> spills, MergeContext context)
        {
            var merger = new SpillMerger(spills);
            while (merger.MoveNext())
                row.Write(new SortKeyReader(merger.Key).Int64(), merger.Payload, context);
        }
    }

    private sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        private readonly TextBuffer dataset = columns.DictionaryText("dataset");
        private readonly LongBuffer tweetId = columns.Long("tweetid", nullable: true);
        private readonly TextBuffer userId = columns.DictionaryText("userid");
        private readonly TimestampBuffer tweetTime = columns.Timestamp("tweet_time");
        private readonly TextBuffer tweetLanguage = columns.DictionaryText("tweet_language", nullable: true);
        private readonly FlagBuffer isRetweet = columns.Flag("is_retweet");
        private readonly TextBuffer targetId = columns.DictionaryText("target_id");
        private readonly TextBuffer alias = columns.DictionaryText("alias");
        private readonly TextBuffer aliasLanguage = columns.DictionaryText("alias_language");
        private readonly TextBuffer kind = columns.DictionaryText("kind");
        private readonly TextBuffer field = columns.DictionaryText("field");
        private readonly TextBuffer decision = columns.DictionaryText("decision");
        private readonly TextBuffer rule = columns.DictionaryText("rule");
        private readonly TextBuffer ambiguity = columns.DictionaryText("ambiguity");
        private readonly TextBuffer polarity = columns.DictionaryText("polarity");
        private readonly TextBuffer matchedText = columns.DictionaryText("matched_text");
        private readonly IntegerBuffer matchStart = columns.Integer("match_start", nullable: true);
        private readonly TextBuffer sense = columns.DictionaryText("sense");

        /// <param name="id">0 where the collection has none.</param>
        /// <param name="payload">See <see cref="Counter"/>.</param>
        public void Write(long id, ReadOnlySpan<byte> payload, MergeContext context)
        {
            AliasTexts aliases = context.Targets.Aliases;
            int number = BinaryPrimitives.ReadInt32LittleEndian(payload[12..]);
            int start = BinaryPrimitives.ReadInt32LittleEndian(payload[16..]);
            int userLength = BinaryPrimitives.ReadInt32LittleEndian(payload[20..]);
            int languageLength = BinaryPrimitives.ReadInt32LittleEndian(payload[24..]);
            ReadOnlySpan<byte> texts = payload[28..];

            dataset.Append(context.Dataset);
            tweetId.AppendOrNull(id == 0 ? null : id);
            userId.Append(texts[..userLength]);
            tweetTime.Append(BinaryPrimitives.ReadInt64LittleEndian(payload));
            tweetLanguage.AppendOrNull(texts.Slice(userLength, languageLength));
            isRetweet.Append(payload[8] == 1);
            targetId.Append(aliases.TargetId(number));
            alias.Append(aliases.Text(number));
            aliasLanguage.Append(aliases.Language(number));
            kind.Append(aliases.Kind(number));
            sense.Append(aliases.Sense(number));
            field.Append(AliasTexts.Field(payload[9]));
            decision.Append(payload[10] == (byte)MentionDecision.Tag ? "tag"u8 : "candidate"u8);
            rule.Append(AliasTexts.Rule(payload[11]));
            ambiguity.Append(aliases.Ambiguity(number));
            polarity.Append(aliases.Polarity(number));
            matchedText.Append(texts[(userLength + languageLength)..]);
            matchStart.AppendOrNull(start < 0 ? null : start);
            End();
        }
    }
}
