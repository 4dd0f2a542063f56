using TweetArchive.Synth.Plants;
using TweetArchive.Targets;

namespace TweetArchive.Synth.Words;

/// <summary>What all archives of one lexicon share, whatever their seed: filler that is safe next to it, and what to plant.</summary>
internal sealed class Ingredients
{
    private static readonly Lazy<Ingredients> OfShippedLexicon = new(() => new Ingredients(Lexicon.LoadShipped()));

    private Ingredients(Lexicon lexicon)
    {
        Lexicon = lexicon;
        Guard = new FillerGuard(lexicon);
        Vocabularies = [.. WordList.All.Select(list => new Vocabulary(list, Guard))];
        Plants = [.. new PlantSelection(lexicon).Select()];
    }

    public Lexicon Lexicon { get; }

    public FillerGuard Guard { get; }

    /// <summary>In the order of <see cref="WordList.Codes"/>.</summary>
    public Vocabulary[] Vocabularies { get; }

    public Vocabulary English => Vocabularies.Single(vocabulary => vocabulary.Code == "en");

    public IReadOnlyList<Plant> Plants { get; }

    /// <param name="lexicon">Null for the shipped one, whose ingredients are prepared once.</param>
    public static Ingredients For(Lexicon? lexicon) => lexicon is null ? OfShippedLexicon.Value : new Ingredients(lexicon);
}
