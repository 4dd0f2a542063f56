using System.Buffers;
using System.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>The types of Thrift's compact protocol, as field headers have them.</summary>
internal enum ThriftType : byte
{
    Stop = 0, True = 1, False = 2, Byte = 3, I16 = 4, I32 = 5, I64 = 6, Double = 7, Binary = 8, List = 9,
    Set = 10, Map = 11, Struct = 12
}

/// <summary>
/// Writes the part of Thrift's compact protocol that Parquet's page headers and footer use. Source:
/// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
/// </summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly Stack<int> outerIds = new();
    private int lastId;

    public ReadOnlySpan<byte> Written => output.WrittenSpan;

    public void Clear() => output.ResetWrittenCount();

    public void BeginStruct(int id)
    {
        FieldHeader(id, ThriftType.Struct);
        BeginElement();
    }

    /// <summary>A struct that is an element of a list, or the outermost: no field header.</summary>
    public void BeginElement()
    {
        outerIds.Push(lastId);
        lastId = 0;
    }

    public void EndStruct()
    {
        lastId = outerIds.Pop();
        RawByte((byte)ThriftType.Stop);
    }

    public void EmptyStruct(int id)
    {
        BeginStruct(id);
        EndStruct();
    }

    public void BeginList(int id, ThriftType element, int count)
    {
        FieldHeader(id, ThriftType.List);
        if (count < 15)
            RawByte((byte)((count << 4) | (int)element));
        else
        {
            RawByte((byte)(0xF0 | (int)element));
            VarInt((uint)count);
        }
    }

    public void Bool(int id, bool value) => FieldHeader(id, value ? ThriftType.True : ThriftType.False);

    public void I32(int id, int value)
    {
        FieldHeader(id, ThriftType.I32);
        I32Element(value);
    }

    public void I32Element(int value) => VarInt((uint)((value << 1) ^ (value >> 31)));

    public void I64(int id, long value)
    {
        FieldHeader(id, ThriftType.I64);
        VarInt((ulong)((value << 1) ^ (value >> 63)));
    }

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        FieldHeader(id, ThriftType.Binary);
        VarInt((uint)value.Length);
        output.Write(value);
    }

    public void Text(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    public void TextElement(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        VarInt((uint)utf8.Length);
        output.Write(utf8);
    }

    /// <summary>List elements that were encoded before.</summary>
    public void Elements(ReadOnlySpan<byte> encoded) => output.Write(encoded);

    private void FieldHeader(int id, ThriftType type)
    {
        int delta = id - lastId;
        if (delta is > 0 and < 16)
            RawByte((byte)((delta << 4) | (int)type));
        else
        {
            RawByte((byte)type);
            I32Element(id);
        }

        lastId = id;
    }

    private void RawByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            RawByte((byte)(value | 0x80));
        RawByte((byte)value);
    }
}

/// <summary>
/// Reads Thrift's compact protocol from bytes that may not all be there yet: running out of them sets
/// <see cref="Incomplete"/> instead of throwing, and every later answer is worthless.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> input = bytes;
    private int lastId;

    public int Position { get; private set; }

    public bool Incomplete { get; private set; }

    /// <summary>Starts a nested struct; give the answer back to <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        int outer = lastId;
        lastId = 0;
        return outer;
    }

    public void EndStruct(int outer) => lastId = outer;

    /// <summary>Goes to the next field of the struct; false at its end.</summary>
    public bool NextField(out int id, out ThriftType type)
    {
        byte header = RawByte();
        type = (ThriftType)(header & 0x0F);
        id = 0;
        if (Incomplete || type == ThriftType.Stop)
            return false;
        int delta = header >> 4;
        id = lastId = delta == 0 ? I32() : lastId + delta;
        return true;
    }

    public int I32()
    {
        uint raw = (uint)VarInt();
        return (int)(raw >> 1) ^ -(int)(raw & 1);
    }

    /// <summary>Skips a value of any type found in page headers.</summary>
    public void Skip(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                RawByte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                VarInt();
                break;
            case ThriftType.Binary:
                ulong length = VarInt();
                if (length > (ulong)(input.Length - Position))
                    Incomplete = true;
                else
                    Position += (int)length;
                break;
            case ThriftType.Struct:
                int outer = BeginStruct();
                while (NextField(out _, out ThriftType inner))
                    Skip(inner);
                EndStruct(outer);
                break;
            default:
                throw new InvalidDataException($"A Parquet page header does not contain Thrift type {type}.");
        }
    }

    private byte RawByte()
    {
        if (Position < input.Length)
            return input[Position++];
        Incomplete = true;
        return 0;
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte b = RawByte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw new InvalidDataException("A Thrift integer of more than ten bytes.");
    }
}
