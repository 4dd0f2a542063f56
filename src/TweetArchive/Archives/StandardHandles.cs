using System.Runtime.InteropServices;

namespace TweetArchive.Archives;

/// <summary>
/// Standard input, output and error of a process, of which a shell can close any (<c>2&gt;&amp;-</c>). The next file that is opened takes
/// the number of a closed one: what the program says would be written into it, and the runtime ends where it finds no standard error.
/// </summary>
public static partial class StandardHandles
{
    private const int Handles = 3;
    private const int GetFlags = 1;
    private const int ClosedForOthers = 1;
    private const int WriteOnly = 1;

    /// <summary>
    /// Gives the null device to those that are closed. To be called before anything else; where a file of the runtime has the number
    /// already, the program starts again in this process, with the numbers taken.
    /// </summary>
    public static void Open()
    {
        if (OperatingSystem.IsWindows())
            return;
        var taken = new List<int>();
        for (int handle = 0; handle < Handles; handle++)
        {
            int flags = Control(handle, GetFlags);
            // No file that another program hands over is closed for others.
            if (flags < 0 ? OpenNull() != handle : (flags & ClosedForOthers) != 0)
                taken.Add(handle);
        }

        if (taken.Count > 0 && OperatingSystem.IsLinux())
            StartAgain(taken);
    }

    /// <summary>Standard input, for a command that was told to read it.</summary>
    /// <exception cref="UsageException">It is closed.</exception>
    public static Stream Input() => IsInputClosed
        ? throw new UsageException("-: standard input is closed, so nothing can be read from it. Write: … | tweetarchive …")
        : Console.OpenStandardInput();

    /// <summary>Whether nothing can be read from standard input.</summary>
    internal static bool IsInputClosed =>
        FileIdentity.KindOfStandardInput() is FileKind.Nothing or FileKind.Folder or FileKind.Other;

    /// <summary>From standard input nothing can be read that way either, so that it is not taken for an empty one.</summary>
    private static int OpenNull() => OpenFile("/dev/null", WriteOnly);

    /// <summary>The runtime needs its files until the moment in which the program starts again; if it cannot, all is as before.</summary>
    private static unsafe void StartAgain(List<int> taken)
    {
        byte[] words;
        try
        {
            words = File.ReadAllBytes("/proc/self/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        fixed (byte* text = words)
        {
            var starts = new List<int> { 0 };
            for (int i = 0; i + 1 < words.Length; i++)
            {
                if (words[i] == 0)
                    starts.Add(i + 1);
            }

            byte** arguments = stackalloc byte*[starts.Count + 1];
            for (int i = 0; i < starts.Count; i++)
                arguments[i] = text + starts[i];
            arguments[starts.Count] = null;
            foreach (int handle in taken)
            {
                int free = OpenNull();
                _ = Duplicate(free, handle);
                if (free >= Handles)
                    _ = Close(free);
            }

            _ = Execute("/proc/self/exe", arguments);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int handle, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Execute(string path, byte** arguments);
}
