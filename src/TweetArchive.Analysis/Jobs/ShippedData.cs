namespace TweetArchive.Analysis;

/// <summary>Files of data/targets inside the program.</summary>
internal static class ShippedData
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(ShippedData).Assembly.GetManifestResourceStream("targets/" + name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
