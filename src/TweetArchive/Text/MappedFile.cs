using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// A file of which the bytes are read as memory is. It stays mapped until the process ends, so that parts of it can be handed around
/// without care; what nobody looks at takes no memory.
/// </summary>
internal sealed unsafe partial class MappedFile
{
    /// <exception cref="IOException">It cannot be opened, or is empty.</exception>
    public MappedFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Length = file.Length;
        if (Length == 0)
            throw new InvalidDataException($"{path} is empty");
        var mapping = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = mapping.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        // The pointer is never given back, which keeps the view.
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        First = first + view.PointerOffset;
    }

    /// <summary>The first byte.</summary>
    public byte* First { get; }

    public long Length { get; }

    /// <summary>What was looked at takes no memory any more, until somebody looks again; only where the system can be told so.</summary>
    public void LetGo()
    {
        const int NotNeeded = 4;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = Advise((nint)First, (nint)Length, NotNeeded);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint from, nint length, int advice);
}
