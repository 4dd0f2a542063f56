using System.Text;

namespace TweetArchive.Text;

/// <summary>The host of a URL as the domains table names it.</summary>
internal static class UrlHost
{
    /// <summary>
    /// Lower-case host without user, port and a leading <c>www.</c>; false where there is none. Redacted URLs and other
    /// damage must not throw, so this is no general URL parser (RFC 3986, section 3.2).
    /// </summary>
    /// <param name="host">Receives the host; at least as long as <paramref name="url"/>.</param>
    public static bool TryGet(ReadOnlySpan<byte> url, Span<byte> host, out int length)
    {
        length = 0;
        int scheme = url.IndexOf("://"u8);
        ReadOnlySpan<byte> rest = scheme < 0 ? url : url[(scheme + 3)..];
        int end = rest.IndexOfAny("/?#\\ "u8);
        if (end >= 0)
            rest = rest[..end];
        rest = rest[(rest.LastIndexOf((byte)'@') + 1)..];
        int port = rest.IndexOf((byte)':');
        if (port >= 0)
            rest = rest[..port];
        rest = rest.TrimEnd((byte)'.');
        if (rest.IsEmpty || !rest.Contains((byte)'.'))
            return false;
        if (Ascii.ToLower(rest, host, out length) != System.Buffers.OperationStatus.Done)
        {
            // A host in another script: its letters keep their case.
            rest.CopyTo(host);
            length = rest.Length;
        }

        if (host[..length].StartsWith("www."u8) && length > 4)
        {
            host[4..length].CopyTo(host);
            length -= 4;
        }

        return true;
    }
}
