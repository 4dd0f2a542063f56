using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Cli;

/// <summary>Results on standard output, even where the reader stops early.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;
    private const int NoData = unchecked((int)0x800700E8);
    private const int PipeEnded = unchecked((int)0x8007006D);

    /// <summary>Columns of the terminal; 0 where it is none.</summary>
    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected)
                return 0;
            try
            {
                return Console.WindowWidth;
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <summary>
    /// Writes, and is content when nobody reads on (<c>… | head</c>). The console's own stream hides a closed pipe, so the work
    /// would continue for nobody; a pipe is therefore written as a file.
    /// </summary>
    public static int Write(Action<Stream> write)
    {
        using Stream stream = Open();
        try
        {
            write(stream);
            stream.Flush();
        }
        catch (IOException e) when (e.HResult is BrokenPipe or NoData or PipeEnded)
        {
            // The reader has what it needs.
        }

        return ExitCodes.Done;
    }

    private static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 0);
        if (!file.CanSeek)
            return file;
        file.Dispose();
        return Console.OpenStandardOutput();
    }
}
