using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>
/// Files and folders whose names are not UTF-8. Linux keeps names as bytes; the runtime hands them on as text, in which such bytes are
/// replaced, and by that text nothing can be opened. So each gets a link in a private folder, with a name that can be written: the bytes
/// that are none as <c>%E9</c>. The folder is removed with this object.
/// </summary>
internal sealed partial class RawNames : IDisposable
{
    // Where the name is in an entry of a folder, in both C libraries of 64-bit Linux.
    private const int NameAt = 19;
    private const int LongestName = 256;

    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private TempFolder? links;

    /// <summary>The path by which people know it, of a link that this object made or of what is below one; null for any other.</summary>
    public string? ShownPath(string path)
    {
        if (shown.TryGetValue(path, out string? known))
            return known;
        string? link = shown.Keys.FirstOrDefault(l => path.StartsWith(l + "/", StringComparison.Ordinal));
        return link is null ? null : shown[link] + path[link.Length..];
    }

    /// <summary>The entries of a folder whose names are not UTF-8: a path by which each can be opened, and its name for people.</summary>
    /// <param name="shownFolder">The folder's path for people.</param>
    public IReadOnlyList<(string Path, string Name)> Of(string folder, string shownFolder)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return [];
        return [.. Names(folder).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Select(name => (Path: Link(folder, name, shownFolder), Name: Shown(name))).Where(n => n.Path is not null)
            .Select(n => (n.Path!, n.Name))];
    }

    /// <summary>Those that a path means in which the bytes were replaced: what the user typed, as the runtime hands it on.</summary>
    public IReadOnlyList<(string Path, string Name)> Meant(string path)
    {
        if (!path.Contains('\uFFFD', StringComparison.Ordinal))
            return [];
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } d ? d : ".";
        if (!Directory.Exists(folder))
            return [];
        byte[][] names = [.. Names(folder).Where(n => Encoding.UTF8.GetString(n) == Path.GetFileName(path))];
        return [.. names.Select(n => (Path: Link(folder, n, folder), Name: Shown(n))).Where(n => n.Path is not null)
            .Select(n => (n.Path!, n.Name))];
    }

    public void Dispose() => links?.Dispose();

    /// <summary>With the bytes that are not UTF-8 as <c>%E9</c>.</summary>
    internal static string Shown(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder();
        while (!name.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            text.Append(valid ? rune.ToString() : string.Concat(name[..length].ToArray().Select(b => $"%{b:X2}")));
            name = name[length..];
        }

        return text.ToString();
    }

    private string? Link(string folder, ReadOnlySpan<byte> name, string shownFolder)
    {
        links ??= new TempFolder("names");
        string place = Directory.CreateDirectory(
            Path.Combine(links.Location, shown.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
        string link = Path.Combine(place, EntryNames.Printable(Shown(name)));
        byte[] target = [.. Encoding.UTF8.GetBytes(Path.Combine(Path.GetFullPath(folder), ".")), (byte)'/', .. name, 0];
        if (SymbolicLink(target, link) != 0)
            return null;
        shown.Add(link, Path.Combine(ShownPath(shownFolder) ?? shownFolder, Shown(name)));
        return link;
    }

    private static List<byte[]> Names(string folder)
    {
        var names = new List<byte[]>();
        nint open = OpenFolder(folder);
        if (open == 0)
            return names;
        try
        {
            while (ReadFolder(open) is not 0 and nint entry)
            {
                byte[] name = NameOf(entry);
                if (!Utf8.IsValid(name))
                    names.Add(name);
            }
        }
        finally
        {
            _ = CloseFolder(open);
        }

        return names;
    }

    private static byte[] NameOf(nint entry)
    {
        int length = 0;
        while (length < LongestName && Marshal.ReadByte(entry, NameAt + length) != 0)
            length++;
        byte[] name = new byte[length];
        Marshal.Copy(entry + NameAt, name, 0, length);
        return name;
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "symlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SymbolicLink(byte[] target, string link);
}
