using System.Text;
using TweetArchive.Targets;

namespace TweetArchive.Testing;

/// <summary>Hostile random tweets: aliases, near misses, broken into pieces, in every script and between odd boundaries.</summary>
internal sealed class RandomTweets(int seed, Lexicon lexicon)
{
    private static readonly string[] glue =
    [
        " ", "\n", "", "_", "-", "\u200c", "\u200d", "\u0640", "\u064e", "\u0301", ".", "'", "’", "#", "@", " #", " @", "&amp;", "&lt;",
        "&#39;", "&#77;", "&zwnj;",
        "https://t.co/aBc", "https://www.", ".com/x", "(", ")", "…", "و", "ال", "لل", "ب", "ה", "ו", "1", "۳", "x", "S", "É", "🦁",
        "\u202b", "\ufeff", "ﻻ", "Ｍ", "𝐌", "RT @", ": ", "/", ",", "»", "「", "漢",
    ];

    private readonly Random random = new(seed);

    public string Text()
    {
        var s = new StringBuilder();
        int parts = random.Next(1, 9);
        for (int i = 0; i < parts; i++)
        {
            s.Append(random.Next(4) switch
            {
                0 => Variant(Form()),
                1 => Variant(lexicon.ContextTerms[random.Next(lexicon.ContextTerms.Count)].Term),
                _ => glue[random.Next(glue.Length)],
            });
            if (random.Next(3) == 0)
                s.Append(glue[random.Next(glue.Length)]);
            else
                s.Append(' ');
        }

        return s.ToString();
    }

    /// <summary>An item of the column hashtags: what could be between the quotes of a list.</summary>
    public string Hashtag()
    {
        string alias = Variant(Form())
            + (random.Next(3) == 0 ? glue[random.Next(glue.Length)] : "");
        string item = string.Concat(alias.Where(c => c is not ('\'' or '"' or ',' or '[' or ']'))).Trim();
        return item.Length == 0 ? "x" : item;
    }

    /// <summary>UTF-8, sometimes with a byte spoilt.</summary>
    public byte[] Bytes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text());
        if (bytes.Length > 0 && random.Next(8) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private string Form()
    {
        Alias alias = lexicon.Aliases[random.Next(lexicon.Aliases.Count)];
        return alias.Forms[random.Next(alias.Forms.Count)];
    }

    private string Variant(string text)
    {
        var s = new StringBuilder();
        int mode = random.Next(10);
        foreach (char c in text)
        {
            s.Append((mode, c) switch
            {
                (1, _) => char.ToUpperInvariant(c),
                (2, _) => char.ToLowerInvariant(c),
                (3, >= '!' and <= '~') => (char)(c + 0xFEE0),
                (4, 'ی') => 'ي',
                (4, 'ک') => 'ك',
                (4, 'ه') => 'ة',
                (4, 'ا') => 'أ',
                (5, ' ') => '_',
                (6, ' ') => '\u200c',
                (7, 'i') => 'ı',
                (8, ' ') => '#',
                _ => c,
            });
            if (random.Next(25) == 0 && !char.IsHighSurrogate(c))
                s.Append(glue[random.Next(glue.Length)]);
        }

        return s.ToString();
    }
}
