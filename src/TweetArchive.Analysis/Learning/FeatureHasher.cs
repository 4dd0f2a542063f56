using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Makes a text's features: pieces of it are hashed into 2^bits places, counted, the counts' logarithms scaled to length 1. No
/// vocabulary is kept, so memory is that of the vector. Reusable, not for two threads.
/// </summary>
internal sealed class FeatureHasher(int bits, int dense = 0)
{
    private readonly List<int> places = [];

    /// <summary>Numbers of a vector: the places, and after them those given as they are.</summary>
    public int Size => (1 << bits) + dense;

    public void Clear() => places.Clear();

    /// <summary>A piece; equal pieces of two kinds are two features.</summary>
    public void Add(ReadOnlySpan<char> piece, int kind) =>
        places.Add((int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(piece), kind) >> (64 - bits)));

    /// <summary>All pieces of this many characters.</summary>
    public void AddCharacters(ReadOnlySpan<char> text, int shortest, int longest)
    {
        for (int length = shortest; length <= longest; length++)
        {
            for (int i = 0; i + length <= text.Length; i++)
                Add(text.Slice(i, length), length);
        }
    }

    /// <summary>The vector of what was added since <see cref="Clear"/>.</summary>
    public SparseVector Vector(params ReadOnlySpan<float> numbers)
    {
        places.Sort();
        List<int> indices = [];
        List<float> values = [];
        double squares = 0;
        for (int i = 0, next; i < places.Count; i = next)
        {
            for (next = i + 1; next < places.Count && places[next] == places[i]; next++)
            {
            }

            float value = MathF.Log(1 + next - i);
            squares += value * value;
            indices.Add(places[i]);
            values.Add(value);
        }

        float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (int i = 0; i < values.Count; i++)
            values[i] *= scale;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] == 0)
                continue;
            indices.Add((1 << bits) + i);
            values.Add(numbers[i]);
        }

        return new SparseVector(Size, [.. indices], [.. values]);
    }
}
