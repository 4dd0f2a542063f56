using System.Numerics;
using System.Text;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// A column of a table's key: a number while tweets are counted, bytes that sort in a spill, a value in the file. Numbers need not
/// sort as the values do; their ranks and their bytes must.
/// </summary>
internal abstract class KeyColumn(string name, int bits)
{
    public string Name => name;

    /// <summary>What the numbers take; 0 for texts, which share the bits that are left.</summary>
    public int Bits => bits;

    /// <summary>A target, or <c>*</c> for the whole dataset.</summary>
    public static KeyColumn Target() => new TargetColumn();

    /// <summary>Days since 1970, below 65,536.</summary>
    public static KeyColumn Day(string name) => new DayColumn(name);

    /// <summary>0 or 1.</summary>
    public static KeyColumn Flag(string name) => new FlagColumn(name);

    /// <summary>A number from 0 to 255.</summary>
    public static KeyColumn Small(string name) => new SmallColumn(name);

    /// <summary>One of a few words, given in the order of their bytes; its number is its place.</summary>
    public static KeyColumn Word(string name, params string[] words) => new WordColumn(name, words);

    /// <summary>A text, by its number in a dimension.</summary>
    public static KeyColumn Text(string name, Dimension dimension) => new TextColumn(name, dimension, nullable: false);

    /// <summary>A text that archives may lack; null where it is empty.</summary>
    public static KeyColumn NullableText(string name, Dimension dimension) => new TextColumn(name, dimension, nullable: true);

    /// <summary>The place of a number in the order of the values; the number itself where they are the same.</summary>
    public virtual uint Rank(uint number, DimensionRanks ranks) => number;

    /// <summary>Writes the value of a number as a part of a spill's key.</summary>
    public abstract void Write(uint number, Dimensions dimensions, ref SortKeyWriter key);

    /// <summary>Adds the column to a file.</summary>
    public abstract ColumnBuffer AddTo(ColumnSet columns);

    /// <summary>Moves the next value of a spill's key to the column that <see cref="AddTo"/> made.</summary>
    /// <param name="scratch">Room for a text as long as the key.</param>
    /// <returns>The value if it is a text, and nothing otherwise.</returns>
    public abstract ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch);

    private sealed class TargetColumn() : KeyColumn("target_id", 16)
    {
        public override uint Rank(uint number, DimensionRanks ranks) => ranks.Targets.Rank((int)number);

        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key) => key.Text(dimensions.Targets[(int)number]);

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.DictionaryText(Name);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ((TextBuffer)column).Append(key.Text(scratch));
            return default;
        }
    }

    private sealed class DayColumn(string name) : KeyColumn(name, 16)
    {
        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key) => key.Int32((int)number);

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.Date(Name);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ((DateBuffer)column).Append(key.Int32());
            return default;
        }
    }

    private sealed class FlagColumn(string name) : KeyColumn(name, 1)
    {
        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key) => key.Byte((byte)number);

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.Flag(Name);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ((FlagBuffer)column).Append(key.Byte() == 1);
            return default;
        }
    }

    private sealed class SmallColumn(string name) : KeyColumn(name, 8)
    {
        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key) => key.Byte((byte)number);

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.Integer(Name);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ((IntegerBuffer)column).Append(key.Byte());
            return default;
        }
    }

    private sealed class WordColumn(string name, string[] words)
        : KeyColumn(name, 32 - BitOperations.LeadingZeroCount((uint)words.Length - 1))
    {
        private readonly byte[][] words = [.. words.Select(Encoding.UTF8.GetBytes)];

        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key) => key.Byte((byte)number);

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.DictionaryText(Name);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ((TextBuffer)column).Append(words[key.Byte()]);
            return default;
        }
    }

    private sealed class TextColumn(string name, Dimension dimension, bool nullable) : KeyColumn(name, 0)
    {
        public override uint Rank(uint number, DimensionRanks ranks) => ranks[dimension][number];

        public override void Write(uint number, Dimensions dimensions, ref SortKeyWriter key)
        {
            ReadOnlySpan<byte> text = dimensions[dimension][(int)number];
            if (nullable && text.IsEmpty)
                key.Null();
            else
                key.Text(text);
        }

        public override ColumnBuffer AddTo(ColumnSet columns) => columns.DictionaryText(Name, nullable);

        public override ReadOnlySpan<byte> Move(scoped ref SortKeyReader key, ColumnBuffer column, Span<byte> scratch)
        {
            ReadOnlySpan<byte> text = key.Text(scratch, out bool isNull);
            if (isNull)
                column.AppendNull();
            else
                ((TextBuffer)column).Append(text);
            return text;
        }
    }
}
