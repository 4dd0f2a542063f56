using System.Text;
using System.Text.Json;

namespace TweetArchive.Json;

/// <summary>
/// Which values of an object are wanted, by their paths: a tree of property names with a number at each leaf. Built once for a format;
/// immutable from then on and shared by all readers.
/// </summary>
/// <param name="below">What the object is in the whole record, for messages: <c>author.</c>.</param>
internal sealed class JsonPaths(string below = "")
{
    /// <summary>In a path, for a point that is part of a name.</summary>
    public const char Point = '\u001E';

    /// <summary>Numbers of leaves, and one more than the largest.</summary>
    public int Slots { get; private set; }

    public Node Root { get; } = new(below);

    /// <summary>
    /// <c>a.b</c> is the property b of the object a; <c>a[]</c> is each item of the array a; a path that ends in <c>{}</c> wants the
    /// object, or array, itself.
    /// </summary>
    /// <param name="slot">The number under which <see cref="JsonValues"/> keeps the values.</param>
    /// <param name="quiet">It is not of a tweet, so that it may be anything else in somebody's file.</param>
    public JsonPaths Add(string path, int slot, bool quiet = false)
    {
        Slots = Math.Max(Slots, slot + 1);
        Node node = Root;
        bool raw = path.EndsWith("{}", StringComparison.Ordinal);
        foreach (string step in (raw ? path[..^2] : path).Split('.'))
        {
            string name = step.TrimEnd('[', ']');
            if (name.Length > 0)
                node = node.Child(name.Replace(Point, '.'));
            for (int items = step.Length - name.Length; items > 0; items -= 2)
                node = node.Items ??= new Node(node.Path + "[].");
        }

        node.Slot = slot;
        node.Raw = raw;
        node.Quiet = quiet;
        return this;
    }

    /// <summary>A place in the tree.</summary>
    /// <param name="inside">Its path with a point, for those of its children.</param>
    internal sealed class Node(string inside)
    {
        private const int Buckets = 64;

        private readonly List<(byte[] Name, Node Node)> children = [];
        private int[]? below;

        // By length and last letter: nearly every property of a tweet is told wanted or not by one look.
        private readonly (byte[] Name, Node Node)[][] buckets = [.. Enumerable.Repeat<(byte[], Node)[]>([], Buckets)];

        /// <summary>−1 where no value is wanted.</summary>
        public int Slot { get; set; } = -1;

        /// <summary>The value is wanted as it is, whatever it is.</summary>
        public bool Raw { get; set; }

        /// <summary>Another type in its place says nothing.</summary>
        public bool Quiet { get; set; }

        /// <summary>For messages: <c>entities.hashtags[].text</c>.</summary>
        public string Path => inside.TrimEnd('.');

        public bool HasChildren => children.Count > 0;

        /// <summary>What each item of an array is.</summary>
        public Node? Items { get; set; }

        /// <summary>Numbers of the values wanted here and in what it holds; asked when the tree is whole.</summary>
        public int[] Below => below ??=
            [.. Slot < 0 ? [] : (int[])[Slot], .. Items?.Below ?? [], .. children.SelectMany(c => c.Node.Below)];

        public Node Child(string name)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            foreach ((byte[] known, Node child) in children)
            {
                if (known.AsSpan().SequenceEqual(bytes))
                    return child;
            }

            children.Add((bytes, new Node(inside + name + ".")));
            ref (byte[] Name, Node Node)[] bucket = ref buckets[Bucket(bytes)];
            bucket = [.. bucket, children[^1]];
            return children[^1].Node;
        }

        /// <summary>The child that the current property name leads to.</summary>
        public Node? Find(ref Utf8JsonReader reader)
        {
            // Names of the wanted properties hold nothing that JSON would escape.
            ReadOnlySpan<byte> name = reader.ValueSpan;
            foreach ((byte[] known, Node child) in buckets[Bucket(name)])
            {
                if (name.SequenceEqual(known))
                    return child;
            }

            return null;
        }

        private static int Bucket(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : ((name.Length * 5) + name[^1]) & (Buckets - 1);
    }
}
