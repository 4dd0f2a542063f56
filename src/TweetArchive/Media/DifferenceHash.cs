using StbImageSharp;

namespace TweetArchive.Media;

/// <summary>
/// A 64-bit difference hash of a picture: it is made 9 × 8 grey, and each bit says whether a pixel is brighter than its right
/// neighbour (N. Krawetz, "Kind of Like That", 2013). Scaling, recompression and small marks change few bits.
/// </summary>
public static class DifferenceHash
{
    private const int Columns = 9;
    private const int Rows = 8;

    // Twitter's largest pictures have 4096 × 4096 pixels. A larger one is damaged or a bomb, and so is one of which the file is
    // too small to hold a picture of its size: even one colour takes a byte for some hundred pixels.
    private const long MostPixels = 64L << 20;
    private const long MostPixelsOfByte = 2048;

    /// <summary>The hash; row by row, the first bit highest.</summary>
    /// <param name="file">JPEG, PNG, GIF (its first frame) or BMP.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryCompute(byte[] file, out ulong hash, out string? problem)
    {
        hash = 0;
        try
        {
            using var stream = new PictureStream(file);
            if (ImageInfo.FromStream(stream) is not { } info)
            {
                problem = "not a JPEG, PNG, GIF or BMP picture";
                return false;
            }

            if (info.Width < 1 || info.Height < 1 || (long)info.Width * info.Height > Math.Min(MostPixels, MostPixelsOfByte * file.Length))
            {
                problem = FormattableString.Invariant($"a picture of {info.Width} × {info.Height} pixels in {file.Length} bytes cannot be");
                return false;
            }

            stream.Position = 0;
            ImageResult picture = ImageResult.FromStream(stream, ColorComponents.Grey);
            hash = Of(picture.Data, picture.Width, picture.Height);
            problem = null;
            return true;
        }
        // The decoder throws what it likes at bytes it does not like.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            problem = "a damaged picture: " + e.Message;
            return false;
        }
    }

    /// <summary>How many bits differ.</summary>
    public static int Distance(ulong a, ulong b) => System.Numerics.BitOperations.PopCount(a ^ b);

    /// <param name="grey">Row by row, a byte a pixel.</param>
    internal static ulong Of(ReadOnlySpan<byte> grey, int width, int height)
    {
        Span<long> means = stackalloc long[Columns];
        ulong hash = 0;
        for (int row = 0; row < Rows; row++)
        {
            (int top, int bottom) = Part(row, Rows, height);
            for (int column = 0; column < Columns; column++)
            {
                (int left, int right) = Part(column, Columns, width);
                long sum = 0;
                for (int y = top; y < bottom; y++)
                {
                    foreach (byte pixel in grey.Slice((y * width) + left, right - left))
                        sum += pixel;
                }

                // In 1/256 of a step, so that parts of unlike size compare.
                means[column] = (sum << 8) / ((long)(right - left) * (bottom - top));
            }

            for (int column = 0; column + 1 < Columns; column++)
                hash = (hash << 1) | (means[column] > means[column + 1] ? 1UL : 0);
        }

        return hash;
    }

    /// <summary>The pixels of a part, at least one.</summary>
    private static (int From, int To) Part(int part, int parts, int pixels)
    {
        int from = (int)((long)part * pixels / parts);
        return (from, Math.Max(from + 1, (int)((long)(part + 1) * pixels / parts)));
    }
}
