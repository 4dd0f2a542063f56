using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// What a program asks the learning program to learn, and what it answers: one message at a time over the child's standard input and
/// output. Both programs are of one build and on one machine, so there is no version and numbers are as in memory. This file is compiled
/// into both.
/// </summary>
internal interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>
{
    void Write(BinaryWriter to);

    static abstract TSelf Read(BinaryReader from);
}

/// <summary>First byte of a request.</summary>
internal enum LearningTask : byte
{
    Classes = 1,
    Themes = 2,
}

/// <summary>Rows with one of several classes (from 0), of which weights are to be learned.</summary>
/// <param name="Classes">At least two.</param>
/// <param name="Size">Numbers of a vector.</param>
internal sealed record ClassesRequest(
    IReadOnlyList<(int Class, SparseVector Features)> Rows, int Classes, int Size, float Penalty, int Passes, int Seed)
    : IMessage<ClassesRequest>
{
    public void Write(BinaryWriter to)
    {
        to.Write(Classes);
        to.Write(Size);
        to.Write(Penalty);
        to.Write(Passes);
        to.Write(Seed);
        to.Write(Rows.Count);
        foreach ((int @class, SparseVector features) in Rows)
        {
            to.Write(@class);
            Arrays.Write(to, features);
        }
    }

    public static ClassesRequest Read(BinaryReader from)
    {
        int classes = from.ReadInt32(), size = from.ReadInt32();
        float penalty = from.ReadSingle();
        int passes = from.ReadInt32(), seed = from.ReadInt32();
        var rows = new (int, SparseVector)[from.ReadInt32()];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (from.ReadInt32(), Arrays.ReadVector(from, size));
        return new ClassesRequest(rows, classes, size, penalty, passes, seed);
    }
}

/// <summary>A linear model of several classes.</summary>
/// <param name="Weights">Of each feature the weights of all classes, side by side.</param>
internal sealed record ClassesAnswer(float[] Biases, float[] Weights) : IMessage<ClassesAnswer>
{
    public void Write(BinaryWriter to)
    {
        Arrays.Write(to, Biases);
        Arrays.Write(to, Weights);
    }

    public static ClassesAnswer Read(BinaryReader from) => new(Arrays.Read<float>(from), Arrays.Read<float>(from));
}

/// <summary>Texts to be put into themes.</summary>
/// <param name="Texts">Words with single spaces between them, of a vocabulary.</param>
/// <param name="Numbers">Numbers of themes to try, ascending; the first is tried whatever the number of texts.</param>
/// <param name="SilhouetteSample">About this many texts are looked at to compare numbers of themes.</param>
internal sealed record ThemesRequest(string[] Texts, int[] Numbers, int SilhouetteSample, int Seed) : IMessage<ThemesRequest>
{
    public void Write(BinaryWriter to)
    {
        to.Write(SilhouetteSample);
        to.Write(Seed);
        Arrays.Write(to, Numbers);
        to.Write(Texts.Length);
        foreach (string text in Texts)
            to.Write(text);
    }

    public static ThemesRequest Read(BinaryReader from)
    {
        int sample = from.ReadInt32(), seed = from.ReadInt32();
        int[] numbers = Arrays.Read<int>(from);
        string[] texts = new string[from.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = from.ReadString();
        return new ThemesRequest(texts, numbers, sample, seed);
    }
}

/// <summary>Themes of the number that divides the texts best.</summary>
/// <param name="Labels">The theme of each text.</param>
/// <param name="Silhouette">Of that number, −1 to 1.</param>
internal sealed record ThemesAnswer(uint[] Labels, double Silhouette) : IMessage<ThemesAnswer>
{
    public void Write(BinaryWriter to)
    {
        to.Write(Silhouette);
        Arrays.Write(to, Labels);
    }

    public static ThemesAnswer Read(BinaryReader from)
    {
        double silhouette = from.ReadDouble();
        return new ThemesAnswer(Arrays.Read<uint>(from), silhouette);
    }
}

/// <summary>Arrays of numbers, their length first.</summary>
file static class Arrays
{
    public static void Write<T>(BinaryWriter to, T[] numbers)
        where T : unmanaged
    {
        to.Write(numbers.Length);
        to.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    public static T[] Read<T>(BinaryReader from)
        where T : unmanaged
    {
        T[] numbers = new T[from.ReadInt32()];
        from.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    public static void Write(BinaryWriter to, SparseVector vector)
    {
        Write(to, vector.Places);
        Write(to, vector.Values);
    }

    public static SparseVector ReadVector(BinaryReader from, int size) => new(size, Read<int>(from), Read<float>(from));
}
