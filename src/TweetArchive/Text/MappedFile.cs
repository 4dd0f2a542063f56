using System.IO.MemoryMappedFiles;

namespace TweetArchive.Text;

/// <summary>A file of which the bytes are read as memory is. It is closed when nobody refers to it any more.</summary>
internal sealed unsafe class MappedFile
{
    // Both have finalisers. The view's pointer is never given back before: all that have a part of the bytes refer to this object.
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;

    /// <exception cref="IOException">It cannot be opened, or is empty.</exception>
    public MappedFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Length = file.Length;
        if (Length == 0)
            throw new InvalidDataException($"{path} is empty");
        mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = mapping.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        First = first + view.PointerOffset;
    }

    /// <summary>The first byte.</summary>
    public byte* First { get; }

    public long Length { get; }
}
