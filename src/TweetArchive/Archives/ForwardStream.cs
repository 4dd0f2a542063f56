namespace TweetArchive.Archives;

/// <summary>
/// Bytes that come once, from the first to the last: what unpacking and checking give. The framework's streams can be asked to go
/// back and to write as well; that is refused here, in one place, as the framework prescribes (<see cref="NotSupportedException"/>).
/// A stream that can go back overrides that part.
/// </summary>
internal abstract class ForwardStream : Stream
{
    protected const string Refusal = "These bytes can only be read, from the first to the last.";

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException(Refusal);

    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException(Refusal);
    }

    /// <summary>Bytes given out so far.</summary>
    protected virtual long Given => throw new NotSupportedException(Refusal);

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(Refusal);

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException(Refusal);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException(Refusal);
}
