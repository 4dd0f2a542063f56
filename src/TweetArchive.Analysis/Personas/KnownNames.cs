using TweetArchive.Text;

namespace TweetArchive.Analysis.Personas;

/// <summary>What a name is.</summary>
internal enum NameKind : byte { Name, Handle, Domain }

/// <summary>A name on the list.</summary>
/// <param name="Role">What the list says of it.</param>
/// <param name="Imitates">The name that it was made to be taken for; empty for a name that is what it says.</param>
internal sealed record KnownName(NameKind Kind, string Name, string Role, string Imitates)
{
    public string Skeleton { get; } = Skeletons.Of(Kind == NameKind.Domain ? Skeletons.WithoutSuffix(Name) : Name);

    /// <summary>Domains are the same where they are registered as one, other names except for case.</summary>
    public bool Is(string name, NameKind kind) => kind == Kind && (kind == NameKind.Domain
        ? Skeletons.Registrable(name).Equals(Skeletons.Registrable(Name), StringComparison.OrdinalIgnoreCase)
        : name.Equals(Name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// The list that names are compared with: the user's own, or the shipped outlets and handles. An imitation is on it to be recognised, never
/// to be resembled: what is near it is most of all the name that it imitates.
/// </summary>
internal sealed class KnownNames
{
    private KnownNames(IEnumerable<KnownName> names)
    {
        All = [.. names];
        Imitations = [.. All.Where(n => n.Imitates.Length > 0)];
        Others = [.. All.Where(n => n.Role is SameOutlet or OtherOutlet)];
        Genuine = [.. All.Except(Imitations).Except(Others),
            .. Imitations.Select(n => new KnownName(n.Kind, n.Imitates, "imitated", "")).Distinct()];
    }

    // An outlet has several addresses, and others have its name.
    private const string SameOutlet = "same_outlet", OtherOutlet = "other_outlet";

    public IReadOnlyList<KnownName> All { get; }

    /// <summary>Further addresses of outlets, and other outlets of nearly the same name: neither resemble nor are resembled.</summary>
    public IReadOnlyList<KnownName> Others { get; }

    /// <summary>Known look-alikes, each with what it imitates.</summary>
    public IReadOnlyList<KnownName> Imitations { get; }

    /// <summary>What may be resembled, and is itself never reported.</summary>
    public IReadOnlyList<KnownName> Genuine { get; }

    /// <exception cref="UsageException">The user's list cannot be read; the message says where.</exception>
    public static KnownNames Load(string? path)
    {
        try
        {
            if (path is not null)
            {
                byte[] own = File.ReadAllBytes(path);
                string[] columns = Tsv.Header(own).Contains("imitates") ? ["kind", "name", "role", "imitates"] : ["kind", "name", "role"];
                return new([.. Tsv.Rows((path, own), columns).Select(Row)]);
            }

            // Sites of an operation are known for what they are, and nobody is accused of resembling them.
            return new([
                .. Tsv.Rows(ShippedFiles.Table("targets/outlets.tsv"), "domain", "role", "imitates")
                    .Where(r => r[1] is "state_media" or "look_alike" or SameOutlet or OtherOutlet)
                    .Select(r => new KnownName(NameKind.Domain, r[0], r[1], r[2])),
                .. Tsv.Rows(ShippedFiles.Table("targets/handles_userids.tsv"), "handle", "target_id")
                    .Select(r => new KnownName(NameKind.Handle, r[0], r[1], "")),
            ]);
        }
        catch (TsvException e)
        {
            throw new UsageException("--lookalikes: " + e.Message);
        }
    }

    private static KnownName Row(TsvRow row)
    {
        if (!Enum.TryParse(row[0], ignoreCase: true, out NameKind kind) || char.IsAsciiDigit(row[0].FirstOrDefault('0'))
            || row[1].Length == 0)
            throw row.Error($"'{row[0]}' is not name, handle or domain, or the name is empty");
        string imitates = row.Fields.Length > 3 ? row[3] : "";
        return row[2] == "look_alike" && imitates.Length == 0
            ? throw row.Error($"'{row[1]}' is a look_alike: the column imitates must say of what")
            : new KnownName(kind, row[1], row[2], imitates);
    }
}
