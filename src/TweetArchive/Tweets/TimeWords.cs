namespace TweetArchive.Tweets;

/// <summary>The words that are in times (<see cref="TimeParts"/>).</summary>
internal static class TimeWords
{
    // Minutes east of Greenwich, of the names that programs write and that mean one zone.
    public static readonly (byte[] Name, int Minutes)[] Zones =
    [
        ("z"u8.ToArray(), 0), ("utc"u8.ToArray(), 0), ("gmt"u8.ToArray(), 0), ("est"u8.ToArray(), -300), ("edt"u8.ToArray(), -240),
        ("cdt"u8.ToArray(), -300),
        ("mst"u8.ToArray(), -420), ("mdt"u8.ToArray(), -360), ("pst"u8.ToArray(), -480), ("pdt"u8.ToArray(), -420), ("cet"u8.ToArray(), 60),
        ("cest"u8.ToArray(), 120), ("eet"u8.ToArray(), 120), ("eest"u8.ToArray(), 180), ("msk"u8.ToArray(), 180), ("irst"u8.ToArray(), 210),
        ("irdt"u8.ToArray(), 270),
    ];

    /// <summary>Three letters of each.</summary>
    public static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <inheritdoc cref="Months"/>
    public static ReadOnlySpan<byte> Days => "montuewedthufrisatsun"u8;

    /// <summary>Which of the names it is; −1 for none.</summary>
    public static int Find(ReadOnlySpan<byte> names, ReadOnlySpan<byte> three)
    {
        for (int i = 0; i < names.Length; i += 3)
        {
            if (names.Slice(i, 3).SequenceEqual(three))
                return i / 3;
        }

        return -1;
    }
}
