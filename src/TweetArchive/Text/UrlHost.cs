using System.Text;

namespace TweetArchive.Text;

/// <summary>
/// The host of a URL, for the domains table, for evidence and for the ids of references: one definition. Redacted URLs and other
/// damage must not throw, so this is not a general URL parser (RFC 3986, section 3.2).
/// </summary>
public static class UrlHost
{
    // The longest scheme that is looked for; a "://" farther in belongs to a URL inside a URL.
    private const int LongestScheme = 8;

    /// <summary>The host as it is written, without scheme, user, port and trailing dots; empty when there is none.</summary>
    /// <param name="path">What follows host and port: path, query, fragment.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> url, out ReadOnlySpan<byte> path)
    {
        int scheme = url.IndexOf("://"u8);
        ReadOnlySpan<byte> rest = scheme is >= 0 and <= LongestScheme && Ascii.IsValid(url[..scheme]) ? url[(scheme + 3)..]
            : url.StartsWith("//"u8) ? url[2..] : url;
        int end = rest.IndexOfAny("/?#\\ "u8);
        path = end < 0 ? default : rest[end..];
        ReadOnlySpan<byte> host = end < 0 ? rest : rest[..end];
        host = host[(host.LastIndexOf((byte)'@') + 1)..];
        int port = host.IndexOf((byte)':');
        if (port >= 0)
            host = host[..port];
        return host.TrimEnd((byte)'.');
    }

    /// <summary>
    /// The host as the domains table names it: in lower case, without a leading <c>www.</c>; false where there is none with a dot in it.
    /// A host in another script keeps the case of its letters.
    /// </summary>
    /// <param name="domain">Receives it; at least as long as <paramref name="url"/>.</param>
    public static bool TryGetDomain(ReadOnlySpan<byte> url, Span<byte> domain, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> host = Of(url, out _);
        if (!host.Contains((byte)'.'))
            return false;
        if (Ascii.ToLower(host, domain, out length) != System.Buffers.OperationStatus.Done)
        {
            host.CopyTo(domain);
            length = host.Length;
        }

        if (length > 4 && domain[..length].StartsWith("www."u8))
        {
            domain[4..length].CopyTo(domain);
            length -= 4;
        }

        return true;
    }
}
