using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a form is besides a name, in one language.</summary>
internal enum HomographKind : byte
{
    /// <summary>An ordinary word, written small where a script has case.</summary>
    Word,

    /// <summary>A given name or family name.</summary>
    PersonName,

    /// <summary>A family name that many have: of a person, context must decide.</summary>
    Surname,

    /// <summary>Another place.</summary>
    Place,

    /// <summary>Another sense that is written just like the name: context must always decide.</summary>
    Sense,
}

/// <summary>What words are besides names of targets: given names of people, and homographs.</summary>
internal sealed class OtherMeanings
{
    private readonly ByteIndex givenNames;

    // Per given name the languages in which it is a word, as the number of a set.
    private readonly Flat<int> wordIn;
    private readonly List<int[]> wordLanguages = [];
    private readonly ByteIndex homographs;
    private readonly Flat<Meaning> meanings;

    public OtherMeanings(LexiconWords words)
    {
        // The classes were read by hand: at the beginning of a sentence, too, they are names.
        IEnumerable<string> sure =
            words.Classes.Where(list => list.Key.StartsWith("given", StringComparison.Ordinal)).SelectMany(list => list.Words);
        givenNames = Index(
            sure.Select(name => (name, 0)).Concat(words.GivenNames.Select((name, n) => (name.Name, n + 1))), words.GivenNames.Count);
        var sets = new Dictionary<string, int>(StringComparer.Ordinal);
        wordIn = (int[])[SetOf(""), .. words.GivenNames.Select(name => SetOf(name.WordIn))];
        Homograph[] single = [.. words.Homographs.Where(h => h.Kind != "longer")];
        meanings = (Meaning[])[.. single.Select(h => new Meaning(LanguageCode.Of(h.Language), KindOf(h.Kind)))];
        homographs = Index(single.Select((h, n) => (h.Form, n)), single.Length);

        int SetOf(string languages)
        {
            if (sets.TryGetValue(languages, out int set))
                return set;
            wordLanguages.Add([.. languages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LanguageCode.Of)]);
            return sets[languages] = wordLanguages.Count - 1;
        }
    }

    public OtherMeanings(FlatReader from)
    {
        givenNames = new ByteIndex(from);
        wordIn = from.Read<int>();
        for (int sets = from.ReadNumber(); sets > 0; sets--)
            wordLanguages.Add(from.Read<int>().Span.ToArray());
        homographs = new ByteIndex(from);
        meanings = from.Read<Meaning>();
    }

    public void Save(FlatWriter to)
    {
        givenNames.Save(to);
        to.Write(wordIn);
        to.Write(wordLanguages.Count);
        foreach (int[] set in wordLanguages)
            to.Write<int>(set);
        homographs.Save(to);
        to.Write(meanings);
    }

    public bool IsGivenName(ReadOnlySpan<byte> word) => !givenNames.Find(word).IsEmpty;

    /// <summary>Whether a word that begins a sentence is a given name, and no word of the language (0: of any).</summary>
    public bool IsGivenNameAtStart(ReadOnlySpan<byte> word, int language)
    {
        foreach (int n in givenNames.Find(word))
        {
            int[] languages = wordLanguages[wordIn[n]];
            if (language == 0 ? languages.Length == 0 : !languages.AsSpan().Contains(language))
                return true;
        }

        return false;
    }

    /// <summary>What else a form is in a language; in a tweet of unknown language (0) in any of them.</summary>
    public bool IsHomograph(ReadOnlySpan<byte> form, int language, HomographKind kind)
    {
        foreach (int n in homographs.Find(form))
        {
            if (meanings[n].Kind == kind && (language == 0 || meanings[n].Language == language))
                return true;
        }

        return false;
    }

    /// <summary>Words, folded, with their numbers.</summary>
    internal static ByteIndex Index(IEnumerable<(string Word, int Value)> words, int count = 64)
    {
        var index = new ByteIndex.Builder(count);
        foreach ((string word, int value) in words)
            index.Add(Folding.Fold(word), value);
        return index.Build();
    }

    private static HomographKind KindOf(string kind) => kind switch
    {
        "given_name" => HomographKind.PersonName,
        "surname" => HomographKind.Surname,
        "place" => HomographKind.Place,
        "sense" => HomographKind.Sense,
        _ => HomographKind.Word,
    };

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Meaning(int Language, HomographKind Kind);
}
