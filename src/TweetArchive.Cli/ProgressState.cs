using System.Globalization;
using System.Text;

namespace TweetArchive.Cli;

/// <summary>What a job is doing, and how a line tells it.</summary>
/// <param name="Phase">Phases whose names begin alike, up to a colon, share a line.</param>
/// <param name="Share">How much of the phase is done, 0 to 1; null where nobody knows.</param>
internal readonly record struct ProgressState(string Phase, double? Share)
{
    private const int LongBar = 20;
    private const int ShortBar = 10;
    private const int LongLine = 99;
    private const int LeastName = 8;

    /// <summary>Until the phase is done; null where nobody knows.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>Which file or table of how many: "[3/12]".</summary>
    public string Item { get; init; } = "";

    /// <summary>More to say, what matters most first.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Of the file or table.</summary>
    public string Name { get; init; } = "";

    /// <summary>One line of at most this many characters. What does not fit is left out whole; how much is done, the time that is left
    /// and the number of the file stay the longest.</summary>
    /// <param name="elapsed">Since the phase began.</param>
    /// <param name="hasBar">A bar is drawn, where there is room.</param>
    public string Fit(TimeSpan elapsed, int most, bool hasBar)
    {
        // In the order of the line; the number is their rank when room is short.
        List<(string Text, int Rank)> parts = [(Phase[..Math.Min(Phase.Length, most / 2)] + ":", 0)];
        if (Share is { } share)
        {
            if (hasBar)
                parts.Add((Bar(share, most >= LongLine ? LongBar : ShortBar), 5));
            parts.Add((string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100),3}%"), 1));
        }

        parts.Add((Time(elapsed), 4));
        if (Left is { } left)
            parts.Add((Time(left) + " left", 2));
        if (Item.Length > 0)
            parts.Add((Item, 3));
        parts.AddRange(Details.Select((text, i) => (text, 6 + i)));
        int room = most;
        bool[] fits = new bool[parts.Count];
        foreach (int part in Enumerable.Range(0, parts.Count).OrderBy(i => parts[i].Rank))
        {
            int needed = parts[part].Text.Length + (room == most ? 0 : 1);
            fits[part] = needed <= room;
            room -= fits[part] ? needed : 0;
        }

        var line = new StringBuilder().AppendJoin(' ', parts.Where((_, i) => fits[i]).Select(p => p.Text));
        if (Name.Length > 0 && room > Math.Min(Name.Length, LeastName))
            line.Append(' ').Append(Name.Length < room ? Name : string.Concat(Name.AsSpan(0, room - 2), "…"));
        return line.ToString();
    }

    private static string Bar(double share, int characters)
    {
        int full = (int)(share * characters);
        return $"[{new string('#', full)}{new string('-', characters - full)}]";
    }

    private static string Time(TimeSpan time) => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
