namespace TweetArchive.Dataset.Parquet;

/// <summary>Numbers of parquet.thrift's enums, as far as they are written here.</summary>
internal enum PageType { Data = 0, Dictionary = 2 }

/// <summary>A data (V1) or dictionary page's header without its statistics. Source: parquet.thrift, struct PageHeader.</summary>
internal readonly record struct PageHeader(
    PageType Type, int UncompressedSize, int CompressedSize, int Values, int Encoding, int DefinitionEncoding, int RepetitionEncoding)
{
    /// <summary>Reads a header; false if <paramref name="bytes"/> ends within it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PageHeader header, out int length)
    {
        var reader = new ThriftReader(bytes);
        header = default;
        reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 1: header = header with { Type = (PageType)reader.I32() }; break;
                case 2: header = header with { UncompressedSize = reader.I32() }; break;
                case 3: header = header with { CompressedSize = reader.I32() }; break;
                case 5 or 7: header = ReadKind(ref reader, header); break;
                default: reader.Skip(type); break;
            }
        }

        length = reader.Position;
        if (!reader.Incomplete && header.Type is not (PageType.Data or PageType.Dictionary))
            throw new InvalidDataException($"Parquet.Net wrote a page of type {header.Type}; data and dictionary pages were expected.");
        return !reader.Incomplete;
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginElement();
        writer.I32(1, (int)Type);
        writer.I32(2, UncompressedSize);
        writer.I32(3, CompressedSize);
        writer.BeginStruct(Type == PageType.Data ? 5 : 7);
        writer.I32(1, Values);
        writer.I32(2, Encoding);
        if (Type == PageType.Data)
        {
            writer.I32(3, DefinitionEncoding);
            writer.I32(4, RepetitionEncoding);
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    /// <summary>DataPageHeader or DictionaryPageHeader: the fields 1 and 2 are the same in both.</summary>
    private static PageHeader ReadKind(ref ThriftReader reader, PageHeader header)
    {
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 1: header = header with { Values = reader.I32() }; break;
                case 2: header = header with { Encoding = reader.I32() }; break;
                case 3 when type == ThriftType.I32: header = header with { DefinitionEncoding = reader.I32() }; break;
                case 4 when type == ThriftType.I32: header = header with { RepetitionEncoding = reader.I32() }; break;
                default: reader.Skip(type); break;
            }
        }

        reader.EndStruct(outer);
        return header;
    }
}
