using System.IO.Hashing;
using System.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// The accounts of one dataset by id and by handle (in any case), for the question whether a mentioned or retweeted account
/// is one of them. Held as 128-bit hashes: 16 bytes an account, a false answer has a chance below 2⁻⁹⁰ at a billion accounts.
/// </summary>
internal sealed class AccountNames
{
    private readonly HashSet<UInt128> names = [];

    /// <summary>How many accounts there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them have tweets.</summary>
    public long WithTweets { get; private set; }

    public void Add(ReadOnlySpan<byte> userId, ReadOnlySpan<byte> screenName, bool hasTweets)
    {
        Count++;
        WithTweets += hasTweets ? 1 : 0;
        names.Add(Hash(userId));
        if (!screenName.IsEmpty)
            names.Add(Handle(screenName));
    }

    public bool Contains(ReadOnlySpan<byte> name) =>
        names.Contains(Hash(name)) || (IsHandle(name) && names.Contains(Handle(name)));

    /// <summary>Handles have no case; hashes and ids do.</summary>
    private static bool IsHandle(ReadOnlySpan<byte> name) => name.Length <= 20;

    private static UInt128 Handle(ReadOnlySpan<byte> name)
    {
        if (!IsHandle(name))
            return Hash(name);
        Span<byte> lower = stackalloc byte[name.Length + 1];
        lower[0] = (byte)'@';
        Ascii.ToLower(name, lower[1..], out _);
        return Hash(lower);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> name) => XxHash128.HashToUInt128(name);
}
