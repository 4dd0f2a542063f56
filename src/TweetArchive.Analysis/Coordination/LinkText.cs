using System.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>What a URL leads to, as far as can be told without asking the network: short links stay what they are.</summary>
internal static class LinkText
{
    /// <summary>Parameters that say where a click came from, not what is shown; one that ends in an underscore is a beginning.</summary>
    private static readonly string[] CampaignParameters =
        ["utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "ref_url", "cmpid", "yclid"];

    /// <summary>
    /// Without scheme, <c>www.</c>, default port, fragment, parameters of campaigns and slashes at the end; host in lower case. Path and
    /// other parameters as they are: they may tell pages apart.
    /// </summary>
    public static string Normalise(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme is > 0 and <= 5 ? url[(scheme + 3)..] : url;
        int fragment = rest.IndexOf('#', StringComparison.Ordinal);
        // "#!" was how pages of scripts were addressed.
        if (fragment >= 0 && !rest.AsSpan(fragment).StartsWith("#!"))
            rest = rest[..fragment];
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string query = question < 0 ? "" : rest[(question + 1)..];
        string place = question < 0 ? rest : rest[..question];
        int slash = place.IndexOf('/', StringComparison.Ordinal);
        string host = (slash < 0 ? place : place[..slash]).ToLowerInvariant();
        foreach (string port in (ReadOnlySpan<string>)[":80", ":443"])
            host = host.EndsWith(port, StringComparison.Ordinal) ? host[..^port.Length] : host;
        if (host.StartsWith("www.", StringComparison.Ordinal))
            host = host[4..];
        string path = slash < 0 ? "" : place[slash..].TrimEnd('/');
        string kept = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !IsOfCampaign(p)));
        return kept.Length == 0 ? host + path : host + path + "?" + kept;
    }

    /// <summary>The same for bytes.</summary>
    public static ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> url) => Encoding.UTF8.GetBytes(Normalise(Encoding.UTF8.GetString(url)));

    private static bool IsOfCampaign(string parameter)
    {
        string name = parameter.Split('=')[0];
        return CampaignParameters.Any(c => c.EndsWith('_')
            ? name.StartsWith(c, StringComparison.OrdinalIgnoreCase)
            : name.Equals(c, StringComparison.OrdinalIgnoreCase));
    }
}
