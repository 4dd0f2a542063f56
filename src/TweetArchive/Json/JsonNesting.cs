namespace TweetArchive.Json;

/// <summary>Where in a text of JSON its records are, if they do not are on lines or in a separate array.</summary>
/// <param name="Path">
/// Names of the properties through which the list of records is reached: <c>hits</c> twice for <c>{"hits": {"hits": [</c>.
/// </param>
/// <param name="ByName">It is not a list but an object, and each of its properties is a record: <c>{"0": {…}, "1": {…}}</c>.</param>
internal sealed record JsonNesting(byte[][] Path, bool ByName)
{
    /// <summary>The lists of the interface's answers, and of what people make of them.</summary>
    public static readonly JsonNesting Known = new([.. JsonList.Lists.Select(System.Text.Encoding.UTF8.GetBytes)], false);

    public bool Enters(ReadOnlySpan<byte> name)
    {
        foreach (byte[] step in Path)
        {
            if (name.SequenceEqual(step))
                return true;
        }

        return false;
    }

    /// <summary>The property of an object of records is one: of those next to the object, only what has a number for its name.</summary>
    public bool IsRecord(ReadOnlySpan<byte> name) =>
        ByName && (Path.Length == 0 || name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
}
