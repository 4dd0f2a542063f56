using System.Text.Unicode;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

/// <summary>What the vectors say of a text is what .NET says of it.</summary>
public class Utf8ValidityTests
{
    private static readonly byte[] Telling =
        [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
            0xF3, 0xF4, 0xF5, 0xF8, 0xFF];

    [Fact]
    public void Four_bytes_of_every_kind_at_every_place_of_a_vector_are_judged_as_dotnet_does()
    {
        // Around the joint of two vectors, and where the last vector ends.
        int[] places = [0, 13, 28, 29, 30, 31, 32, 45, 59, 60, 61, 64, 66];
        byte[] text = new byte[70];
        foreach (int place in places)
        {
            foreach (byte a in Telling)
            {
                foreach (byte b in Telling)
                {
                    foreach (byte c in Telling)
                    {
                        Array.Fill(text, (byte)'x');
                        (text[place], text[place + 1], text[place + 2], text[place + 3]) = (a, b, c, (byte)(0x80 | (a & 0x3F)));
                        Assert.Equal(Utf8.IsValid(text), Utf8Validity.IsValid(text));
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_pair_of_bytes_is_judged_as_dotnet_does()
    {
        byte[] text = new byte[40];
        for (int pair = 0; pair < 65536; pair++)
        {
            Array.Fill(text, (byte)'x');
            (text[31], text[32]) = ((byte)(pair >> 8), (byte)pair);
            Assert.Equal(Utf8.IsValid(text), Utf8Validity.IsValid(text));
        }
    }

    [Fact]
    public void Text_with_one_byte_changed_and_text_cut_anywhere_is_judged_as_dotnet_does()
    {
        var random = new Random(19);
        string[] pieces = ["tweet ", "мир", "سلام", "ก็ไม่", "平和", "🇮🇷", "😀", "é", "\u0800", "\uFFFF", "\U0010FFFF"];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)])));
            Assert.True(Utf8Validity.IsValid(text));
            ReadOnlySpan<byte> cut = text.AsSpan(0, random.Next(text.Length + 1));
            Assert.Equal(Utf8.IsValid(cut), Utf8Validity.IsValid(cut));
            text[random.Next(text.Length)] = Telling[random.Next(Telling.Length)];
            Assert.Equal(Utf8.IsValid(text), Utf8Validity.IsValid(text));
        }
    }
}
