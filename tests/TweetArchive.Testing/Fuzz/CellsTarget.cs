using TweetArchive.Tweets;

namespace TweetArchive.Testing;

/// <summary>Single cells against the framework's parsers: the same value, or unreadable for both.</summary>
internal sealed class CellsTarget : FuzzTarget
{
    private static readonly byte[][] Seeds =
    [
        [], [.. "0"u8], [.. "12.0"u8], [.. "877919995476496385"u8], [.. "9223372036854775807"u8], [.. "1.198473762313818e+18"u8],
        [.. "1198473762313818000.0"u8],
        [.. "-12.50"u8], [.. "true"u8], [.. "False"u8], [.. "2017-06-22 16:03"u8], [.. "2016-02-29T23:59:59"u8], [.. "2017-06-22"u8],
        [.. "absent"u8], [.. "35.6892"u8],
        [.. "1234567"u8], [.. "12345678"u8], [.. "123456789012345"u8], [.. "1234567890123456"u8],
    ];

    private static readonly byte[] Hostile = "0123456789..-+eE: T/;tTrRuUfFaAlLsS"u8.ToArray();

    public override string Name => "cells";

    public override FuzzInput Generate(Random random) =>
        new(Mutate(Seeds[random.Next(Seeds.Length)], random.Next(5), Hostile, random), 0);

    protected override string? Check(FuzzInput input)
    {
        ReadOnlySpan<byte> cell = input.Bytes;
        return Compare("count", CellReference.Count(cell), Cells.TryParseCount(cell, out long count) ? count : null)
            ?? Compare("id", CellReference.Id(cell), Cells.TryParseId(cell, out long id, out bool rounded) ? (id, rounded) : null)
            ?? Compare("flag", CellReference.Flag(cell), Cells.TryParseFlag(cell, out bool flag) ? flag : null)
            ?? Compare("time", CellReference.Time(cell), Cells.TryParseTime(cell, out long time) ? time : null)
            ?? Compare("date", CellReference.Date(cell), Cells.TryParseDate(cell, out int date) ? date : null)
            ?? Compare("coordinate", CellReference.Number(cell), Cells.TryParseCoordinate(cell, out double degrees) ? degrees : null)
            ?? Compare("user id", CellReference.UserId(cell), CellReference.Latin1(Cells.UserId(cell)));
    }

    private static string? Compare<T>(string what, T wanted, T found) =>
        Equals(wanted, found) ? null : $"{what} is {found?.ToString() ?? "unreadable"}, wanted {wanted?.ToString() ?? "unreadable"}";
}
