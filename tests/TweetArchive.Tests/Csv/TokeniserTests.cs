using System.Text;
using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Csv;

/// <summary>Every SIMD strategy that this processor runs, against the scalar oracle.</summary>
public class TokeniserTests
{
    private static readonly byte[] Hostile = "\",\n\ra"u8.ToArray();

    public static TheoryData<string> Strategies() => new(Tokeniser.Supported.Select(t => t.Name));

    [Fact]
    public void The_scalar_strategy_is_always_there_and_an_unknown_one_is_refused_by_name()
    {
        Assert.Equal("scalar", Tokeniser.Supported[^1].Name);
        Assert.Same(Tokeniser.Supported[0], Tokeniser.Choose(null));
        Assert.Equal("scalar", Tokeniser.Choose("scalar").Name);
        var refused = Assert.Throws<InvalidOperationException>(() => Tokeniser.Choose("mmx"));
        Assert.Contains("mmx", refused.Message, StringComparison.Ordinal);
        Assert.Contains("scalar", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void All_texts_of_up_to_six_hostile_bytes(string strategy)
    {
        var check = new Check(strategy);
        for (int length = 0; length <= 6; length++)
        {
            byte[] bytes = new byte[length];
            for (int number = 0; number < (int)Math.Pow(Hostile.Length, length); number++)
            {
                for (int i = 0, rest = number; i < length; i++, rest /= Hostile.Length)
                    bytes[i] = Hostile[rest % Hostile.Length];
                check.Agree(bytes);
            }
        }
    }

    /// <summary>Two hostile bytes next to one another at every place around the borders of the 64-byte steps.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void Pairs_of_hostile_bytes_at_every_place_of_texts_of_every_length(string strategy)
    {
        var check = new Check(strategy);
        foreach (byte filler in "a\""u8)
        {
            for (int length = 2; length <= 200; length++)
            {
                for (int at = 0; at + 1 < length; at += at + 4 > length || at is > 61 and < 66 or > 125 and < 130 ? 1 : 9)
                {
                    foreach (byte first in Hostile)
                    {
                        foreach (byte second in Hostile)
                        {
                            byte[] bytes = new byte[length];
                            Array.Fill(bytes, filler);
                            bytes[at] = first;
                            bytes[at + 1] = second;
                            check.Agree(bytes);
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_carriage_return_behind_a_closing_quote_at_every_offset(string strategy)
    {
        var check = new Check(strategy);
        foreach (string ending in new[] { "\"\r\n", "\"\r\nb", "\"\r", "\"\rb", "\"\r,", "\"\r\r\n", "\"\r\"", "\"x\r\n" })
        {
            for (int before = 0; before < 140; before++)
                check.Agree(Encoding.ASCII.GetBytes("\"" + new string('a', before) + ending));
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Random_bytes_of_many_mixtures(string strategy)
    {
        var check = new Check(strategy);
        var random = new Random(20181017);
        string[] mixtures = ["\",\n\ra", "\",aaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", ",\n", "\"\"\"\"a\n", "\"\r\n",
            "é🙂\",\n"];
        foreach (string mixture in mixtures)
        {
            byte[] alphabet = Encoding.UTF8.GetBytes(mixture);
            for (int n = 0; n < 1500; n++)
                check.Agree([.. Enumerable.Range(0, random.Next(300)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
        }

        for (int n = 0; n < 20; n++)
        {
            byte[] bytes = new byte[random.Next(100_000)];
            random.NextBytes(bytes);
            check.Agree(bytes);
            // Nothing but separators: the index must grow.
            Array.Fill(bytes, n % 2 == 0 ? (byte)',' : (byte)'\n');
            check.Agree(bytes);
        }
    }

    [Fact]
    public void Fewer_bytes_than_the_padding_behind_the_text_are_refused()
    {
        foreach (Tokeniser tokeniser in Tokeniser.Supported)
            Assert.Throws<ArgumentException>(() => tokeniser.Index(new byte[100], 100 - Tokeniser.Padding + 1, new SeparatorIndex()));
    }

    /// <summary>One tokeniser and one index, reused, so that nothing of a text may reach into the next.</summary>
    private sealed class Check(string strategy)
    {
        private readonly Tokeniser tokeniser = Tokeniser.Choose(strategy);
        private readonly SeparatorIndex index = new();
        private byte[] padded = new byte[4096];

        public void Agree(byte[] bytes)
        {
            if (padded.Length < bytes.Length + Tokeniser.Padding)
                padded = new byte[bytes.Length + Tokeniser.Padding];
            // What comes after the text must not matter: the worst is a quote.
            padded.AsSpan(bytes.Length, Tokeniser.Padding).Fill((byte)'"');
            bytes.CopyTo(padded, 0);
            tokeniser.Index(padded, bytes.Length, index);
            TokeniserOracle oracle = TokeniserOracle.Read(bytes);
            if (index.Starts.SequenceEqual(oracle.Starts.ToArray()) && index.RowCount == oracle.RowEnds.Count
                && index.FindRowEnds(padded).SequenceEqual(oracle.RowEnds.ToArray())
                && index.EndsInsideQuotes == oracle.EndsInsideQuotes && index.Malformed == oracle.Malformed)
                return;
            Assert.Fail($"{strategy} on {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 400)))} ({bytes.Length} bytes): fields "
                + $"{index.FieldCount}/{oracle.Starts.Count - 1}, rows {index.RowCount}/{oracle.RowEnds.Count}, inside "
                + $"{index.EndsInsideQuotes}/{oracle.EndsInsideQuotes}, malformed {index.Malformed}/{oracle.Malformed} (found/wanted)");
        }
    }
}
