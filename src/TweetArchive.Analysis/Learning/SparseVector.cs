namespace TweetArchive.Analysis.Learning;

/// <summary>Features of a text: most are 0 and not kept.</summary>
/// <param name="Size">Numbers of the vector, zeros included.</param>
/// <param name="Places">Where the others are, from 0, ascending.</param>
/// <param name="Values">The numbers in these places.</param>
internal readonly record struct SparseVector(int Size, int[] Places, float[] Values);
