namespace TweetArchive.Testing;

/// <summary>A change to a file that nothing tells but its bytes: size, time of writing, first and last 64 KiB stay as they are.</summary>
internal static class MiddleOfFile
{
    private const int End = 64 * 1024;

    /// <summary>Changes a tweetid here and there, so that every part of the file has another one.</summary>
    public static void Change(string path)
    {
        DateTime written = File.GetLastWriteTimeUtc(path);
        byte[] bytes = File.ReadAllBytes(path);
        for (int from = End; from < bytes.Length - (2 * End); from += End)
        {
            // The first digit of a tweetid: the record stays a record.
            int id = from + bytes.AsSpan(from).IndexOf("\n\""u8) + 2;
            bytes[id] ^= 1;
        }

        using (FileStream file = File.OpenWrite(path))
            file.Write(bytes);
        File.SetLastWriteTimeUtc(path, written);
    }
}
