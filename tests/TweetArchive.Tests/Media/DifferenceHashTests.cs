using System.Numerics;
using TweetArchive.Archives;
using TweetArchive.Media;
using Xunit;

namespace TweetArchive.Tests.Media;

/// <summary>Names of media, difference hashes, and what counts as near.</summary>
public class DifferenceHashTests
{
    // 72 × 64 grey pixels of a formula, see A_jpeg_is_near_the_png_of_the_same_picture.
    private const string BaselineJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/"
        + "wAALCABAAEgBAREA/8QAGAABAAMBAAAAAAAAAAAAAAAABQMEBgL/xAAfEAABBAMBAQEBAAAAAAAAAAABAAIDBAURIRJBMRP/"
        + "2gAIAQEAAD8Aaq22ho2urNyMtPQgrZZKT+KrHj2yO4ElXxOhsBSTVXRN4g70sjN9KMFqT39TGOsnY2k5mPhahrlyRhPSqTLzy/"
        + "pTmNsgkbWkrzx+BvSitzRuafxZ65EyVx0qkeL9u4ElXxbmDYCXvfzc060s1cqiRx0q0WLJdwJStQfGPxTSyPhb9RVrJPaSNqtFfL39Kex0zXa2tBE6Px8WNs5V29"
        + "EqKG8JHdKex5Y/W9Jlscfj4jchCwg6WYuU/TjpQw45/"
        + "rgTFWvJEBwqxJbfE39WetVHFx0ua1OQOHCnagfEB+q1JkHRt6UbYy2zolRw2myu6nKMUbwOBJmrH4+IfI1ho6RsL2TOTFOnG8DgV19FgZwIPJViAdLN2IJPZ1tS1"
        + "IZGuH6tDTlfE0bVuTKeG9KNsZRrzolE0TI1w3taSnaMbRtWpcoA3RKKs32SE9UMUbJnfEtVxrHAHSsS0AxnAgcjC5u9ICVsnv6tjWxQ1sBSzUTG3gQOQD2b1tDOk"
        + "k9/Unj5ngja01O55aNqabIs89KHtWI5SehV46jJXfi//9k=";
    private const string ProgressiveJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/"
        + "wgALCABAAEgBAREA/8QAGAABAQEBAQAAAAAAAAAAAAAABAUDAgH/"
        + "2gAIAQEAAAABb6DJPQTMSPB1Lmdklc3JXZcn0I3L2GmcM0neP1Ny5IzM3DN6o6mJS1LwvQE+z0AaafY8/wD/xAAaEAADAQEBAQAAAAAAAAAAAAAAAQIDERIh/"
        + "9oACAEBAAEFApoq0V9Fn0nIc8LbPTM6H8LtnszolopotdFkTkXwueiyJjg3wrQVmbFwrUV9MziNEXAsyZaHXCpJhk/"
        + "B6cK1FXSEjyjSRfSIR4NJKTJTIfB6lakdIrg9Sr6JdJzHBoh9JyHHDQ6zNkWPQqkxT0//xAAUEAEAAAAAAAAAAAAAAAAAAABg/9oACAEBAAY/AhH/"
        + "xAAYEAEBAQEBAAAAAAAAAAAAAAABABEQIf/"
        + "aAAgBAQABPyE8sFmAuLiJe3ApgQ95YpxArRkLYtV6SxDOWrCyxJbrDGENozbyFE+2i3EHE1MvLgxyJOctUZkFgQNk2K8IYDjbElIa4ZrROktgRZyBV//"
        + "aAAgBAQAAABA+XS7zDB4vgt//xAAbEAEBAQEBAQEBAAAAAAAAAAABABEhMVEQQf/"
        + "aAAgBAQABPxAQ2Yuk3fLgCwNC4K1esfTPpv4xF6ze2FTbF3Jh5LsvCIHQtDMgTJngjvL+0kk2fu2Rt8m3YsHRlnuXwZI5aGXjECcb10pZEHGJnt0DaOLdFCnCfhj"
        + "xz8YCcIvJKDlq5sQ9h23pMjiyBuyBsRhZ57fykEOR8y2Mvsx5oScCG+bfRgptgbesyL0vHX//2Q==";

    [Theory]
    [InlineData("ira_tweet_media_hashed/photo/877919995476496385-abc_DEF.jpg", "picture", 877919995476496385, null)]
    [InlineData("1-2.MP4", "video", 1L, null)]
    [InlineData("55.gif", "animation", 55L, null)]
    [InlineData("profiles/9awFHt+x==_profile_image.png", "picture", null, "9awFHt+x==_profile")]
    [InlineData("229313308_banner.jpeg", "picture", null, "229313308")]
    [InlineData("99999999999999999999-x.jpg", "picture", null, null)]
    [InlineData("logo.png", "picture", null, null)]
    public void Names(string entry, string type, long? tweetId, string? userId)
    {
        Assert.True(MediaName.IsMedia(entry));
        Assert.Equal(new MediaName(type, tweetId, userId), MediaName.Parse(entry));
    }

    [Theory]
    [InlineData("__MACOSX/photo/1-x.jpg")]
    [InlineData("photo/._1-x.jpg")]
    [InlineData(".DS_Store")]
    [InlineData("1-x.csv")]
    [InlineData("photo/")]
    public void No_media(string entry) => Assert.False(MediaName.IsMedia(entry));

    [Fact]
    public void A_slope_gives_bits_that_can_be_told_by_hand()
    {
        Assert.Equal(0UL, Hash(Png.Make(90, 80, (x, _) => x)));
        Assert.Equal(ulong.MaxValue, Hash(Png.Make(90, 80, (x, _) => 1 - x)));
        Assert.Equal(0xFFFF_FFFF_0000_0000, Hash(Png.Make(90, 80, (x, y) => y < 0.5 ? 1 - x : x)));
        // Alternating columns, the first one bright.
        Assert.Equal(0xAAAA_AAAA_AAAA_AAAA, Hash(Png.Make(90, 80, (x, _) => (int)(x * 9) % 2 == 0 ? 1 : 0)));
        Assert.Equal(0UL, Hash(Png.Make(1, 1, (_, _) => 0.5)));
    }

    [Fact]
    public void The_same_picture_at_other_sizes_is_near_and_other_pictures_are_far()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            ulong hash = Hash(Png.Waves(seed));
            Assert.InRange(DifferenceHash.Distance(hash, Hash(Png.Waves(seed, 90, 80))), 0, NearPictures.Distance);
            Assert.InRange(DifferenceHash.Distance(hash, Hash(Png.Waves(seed, 333, 217))), 0, NearPictures.Distance);
            Assert.InRange(DifferenceHash.Distance(hash, Hash(Png.Waves(seed + 1000))), NearPictures.Distance + 4, 64);
        }
    }

    /// <summary>Most of Twitter's pictures are JPEG files. These were made of the same formula, in both of JPEG's orders.</summary>
    [Theory]
    [InlineData(BaselineJpeg)]
    [InlineData(ProgressiveJpeg)]
    public void A_jpeg_is_near_the_png_of_the_same_picture(string base64)
    {
        byte[] png = Png.Make(72, 64,
            (x, y) => 0.5 + (0.25 * Math.Sin(6.28 * ((2 * x) + y))) + (0.2 * Math.Sin(6.28 * ((3 * y) - x + 0.3))));
        Assert.InRange(DifferenceHash.Distance(Hash(png), Hash(Convert.FromBase64String(base64))), 0, NearPictures.Distance);
    }

    [Fact]
    public void What_is_no_picture_or_a_bomb_is_said()
    {
        Assert.False(DifferenceHash.TryCompute([1, 2, 3], out _, out string? problem));
        Assert.Contains("not a JPEG", problem, StringComparison.Ordinal);
        byte[] cut = Png.Waves(1)[..200];
        Assert.False(DifferenceHash.TryCompute(cut, out _, out problem));
        Assert.Contains("damaged picture", problem, StringComparison.Ordinal);
        byte[] bomb = Png.Make(1, 1, (_, _) => 0);
        (bomb[18], bomb[19], bomb[22], bomb[23]) = (0x4E, 0x20, 0x4E, 0x20);
        Assert.False(DifferenceHash.TryCompute(bomb, out _, out problem));
        Assert.Contains("pixels", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_pictures_never_end_the_program()
    {
        var random = new Random(3);
        byte[][] whole = [Png.Waves(5), Convert.FromBase64String(BaselineJpeg), Convert.FromBase64String(ProgressiveJpeg)];
        for (int i = 0; i < 600; i++)
        {
            byte[] bytes = [.. whole[i % 3]];
            for (int n = random.Next(1, 20); n > 0; n--)
                bytes[random.Next(2, bytes.Length)] = (byte)random.Next(256);
            DifferenceHash.TryCompute(bytes, out _, out _);
        }
    }

    [Fact]
    public void Near_hashes_are_grouped_as_comparing_all_with_all_groups_them()
    {
        var random = new Random(17);
        var hashes = new List<ulong>();
        for (int i = 0; i < 300; i++)
        {
            ulong hash = (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 1);
            // A chain of small changes from each.
            for (int n = random.Next(1, 5); n > 0; n--)
            {
                hashes.Add(hash);
                for (int bits = random.Next(0, 6); bits > 0; bits--)
                    hash ^= 1UL << random.Next(64);
            }
        }

        hashes.AddRange([0, 1, 3, ulong.MaxValue]);
        ulong[] kept = [.. hashes.Where(NearPictures.HasContent).Distinct().Order()];
        Assert.DoesNotContain(3UL, kept);
        // By brute force: the smallest hash that a chain leads to.
        var smallest = kept.ToDictionary(h => h, h => h);
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (ulong a in kept)
            {
                foreach (ulong b in kept.Where(b => BitOperations.PopCount(a ^ b) <= 3 && smallest[b] < smallest[a]))
                    (smallest[a], changed) = (smallest[b], true);
            }
        }

        var near = new NearPictures(hashes);
        Assert.All(kept, hash => Assert.Equal(smallest[hash], near.GroupOf(hash)));
        Assert.InRange(smallest.Values.Distinct().Count(), 300, kept.Length - 100);
    }

    private static ulong Hash(byte[] picture)
    {
        Assert.True(DifferenceHash.TryCompute(picture, out ulong hash, out string? problem), problem);
        return hash;
    }
}
