using System.Reflection;

namespace TweetArchive.Text;

/// <summary>Files inside the program: the tables of <c>data/</c> are in the engine, so that one file is enough to run.</summary>
public static class ShippedFiles
{
    /// <summary>A table of <c>data/</c>, such as <c>targets/timeline.tsv</c>.</summary>
    public static byte[] Read(string name) => Read(typeof(ShippedFiles).Assembly, name);

    /// <summary>The tables of <c>data/</c> whose names begin so, in ordinal order.</summary>
    public static IEnumerable<string> Names(string beginning) =>
        typeof(ShippedFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(beginning, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A file inside <paramref name="assembly"/>.</summary>
    public static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("the program was built without " + name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A table under its plain name, as <see cref="Tsv"/> takes it.</summary>
    public static (string Name, byte[] Bytes) Table(string name) => (Path.GetFileName(name), Read(name));
}
