using System.Collections.Frozen;
using System.Text;

namespace TweetArchive.Collections.CellForms;

/// <summary>Languages that a collection writes as English words, as the codes that Twitter writes (BCP 47).</summary>
internal static class LanguageWords
{
    private const string Words = """
        Albanian=sq; Arabic=ar; Armenian=hy; Bengali=bn; Bulgarian=bg; Catalan=ca; Chinese=zh; Croatian=hr; Czech=cs; Danish=da;
        Dutch=nl; English=en; Estonian=et; Farsi=fa; Farsi (Persian)=fa; Filipino=tl;
        Finnish=fi; French=fr; Georgian=ka; German=de; Greek=el; Gujarati=gu; Hebrew=iw; Hindi=hi;
        Hungarian=hu; Icelandic=is; Indonesian=in; Italian=it; Japanese=ja; Kannada=kn; Korean=ko; Kurdish=ku;
        LANGUAGE UNDEFINED=und; Latvian=lv; Lithuanian=lt; Macedonian=mk; Malay=ms; Malayalam=ml; Norwegian=no;
        Pashto=ps; Persian=fa; Polish=pl; Portuguese=pt; Pushto=ps; Romanian=ro; Russian=ru; Serbian=sr; Simplified Chinese=zh-cn;
        Slovak=sk; Slovenian=sl; Somali=so; Spanish=es; Swedish=sv; Tagalog=tl; Tagalog (Filipino)=tl; Tamil=ta; Telugu=te;
        Thai=th; Traditional Chinese=zh-tw; Turkish=tr; Ukrainian=uk; Urdu=ur; Uzbek=uz; Vietnamese=vi
        """;

    private static readonly FrozenDictionary<string, byte[]> Codes = Words
        .Split(';', StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => Encoding.UTF8.GetBytes(pair[1]), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The code; a word that is not known stays as it is.</summary>
    public static ReadOnlySpan<byte> Code(ReadOnlySpan<byte> word)
    {
        // Codes are shorter, except for those with a country.
        if (word.Length <= 3)
            return word;
        Span<char> letters = stackalloc char[32];
        return word.Length <= letters.Length && Encoding.UTF8.TryGetChars(word, letters, out int length)
            && BySpan.TryGetValue(letters[..length], out byte[]? code)
            ? code
            : word;
    }
}
