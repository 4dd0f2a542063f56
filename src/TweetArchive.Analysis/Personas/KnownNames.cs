using TweetArchive.Text;

namespace TweetArchive.Analysis.Personas;

/// <summary>What a name is.</summary>
internal enum NameKind : byte { Name, Handle, Domain }

/// <summary>A name that others may resemble.</summary>
/// <param name="Role">What the list says of it.</param>
internal sealed record KnownName(NameKind Kind, string Name, string Role)
{
    public string Skeleton { get; } = Skeletons.Of(Kind == NameKind.Domain ? Skeletons.WithoutSuffix(Name) : Name);
}

/// <summary>The list that names are held against: the user's own, or the shipped outlets and handles.</summary>
internal static class KnownNames
{
    /// <exception cref="UsageException">The user's list cannot be read; the message says where.</exception>
    public static IReadOnlyList<KnownName> Load(string? path)
    {
        try
        {
            return path is null
                ? [
                    .. Tsv.Rows(ShippedFiles.Table("targets/outlets.tsv"), "domain", "role").Where(r => r[1] != "shortener").Select(r => new KnownName(NameKind.Domain, r[0], r[1])),
                    .. Tsv.Rows(ShippedFiles.Table("targets/handles_userids.tsv"), "handle", "target_id").Select(r => new KnownName(NameKind.Handle, r[0], r[1])),
                ]
                : [.. Tsv.Rows((path, File.ReadAllBytes(path)), "kind", "name", "role").Select(Row)];
        }
        catch (TsvException e)
        {
            throw new UsageException("--lookalikes: " + e.Message);
        }
    }

    private static KnownName Row(TsvRow row) =>
        Enum.TryParse(row[0], ignoreCase: true, out NameKind kind) && !char.IsAsciiDigit(row[0].FirstOrDefault('0')) && row[1].Length > 0
            ? new KnownName(kind, row[1], row[2])
            : throw row.Error($"'{row[0]}' is not name, handle or domain, or the name is empty");
}
