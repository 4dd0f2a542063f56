namespace TweetArchive.Soak;

/// <summary>Damage to bytes, blind to what they mean, but with the bytes that meaning hangs on among those that are put in.</summary>
internal static class Mutation
{
    private static readonly byte[][] Tokens =
    [
        [.. "\""u8], [.. "\"\""u8], [.. ","u8], [.. "\n"u8], [.. "\r\n"u8], [.. "\r"u8], [.. "\\"u8], [.. "["u8], [.. "]"u8], [.. "{"u8],
        [.. "}"u8], [0], [0xFF], [0xEF, 0xBB, 0xBF],
        [.. "../"u8], [.. "-1"u8], [.. "99999999999999999999"u8], [.. "1e308"u8], [.. "\u2028"u8], [.. "\ud83d\ude00"u8], [.. "null"u8],
        [.. "\\ud800"u8], [.. "PK\x03\x04"u8], [0x1F, 0x8B],
    ];

    /// <summary>One to eight changes.</summary>
    public static byte[] Of(Random random, byte[] bytes)
    {
        var text = new List<byte>(bytes);
        for (int changes = random.Next(1, 9); changes > 0 && text.Count > 0; changes--)
        {
            int at = random.Next(text.Count);
            int length = Math.Min(random.Next(1, random.Chance(0.2) ? 4096 : 16), text.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    text[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    text.RemoveRange(at, length);
                    break;
                case 2:
                    text.InsertRange(at, text.GetRange(at, length));
                    break;
                case 3:
                    text.InsertRange(random.Next(text.Count), text.GetRange(at, length));
                    break;
                case 4:
                    text.InsertRange(at, random.Bytes(length));
                    break;
                case 5 when random.Chance(0.2):
                    text.RemoveRange(at, text.Count - at);
                    break;
                default:
                    text.InsertRange(at, random.Pick(Tokens));
                    break;
            }
        }

        return [.. text];
    }
}
