namespace TweetArchive.Json;

/// <summary>
/// Where a text held something of another type than what is wanted there: a word in the place of an object, an object in that of a number.
/// Nothing and what is empty are of every type.
/// </summary>
internal sealed class WrongTypes
{
    private readonly List<JsonPaths.Node> found = [];

    public IReadOnlyList<JsonPaths.Node> Found => found;

    public void Add(JsonPaths.Node node) => found.Add(node);

    public void Clear() => found.Clear();
}
