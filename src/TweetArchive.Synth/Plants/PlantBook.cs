using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Plants;

/// <summary>
/// All aliases whose decision is certain by construction, by the language of the tweets they are planted in.
/// What is left out: aliases that hold another target's alias, that several targets share, or whose sureness depends on
/// which of two equal rows is read.
/// </summary>
internal sealed class PlantBook
{
    private readonly Pool[] certain;
    private readonly Pool[] careful;
    private readonly Pool[] candidates;

    public PlantBook(IReadOnlyList<Plant> plants)
    {
        Plants = plants;
        certain = Pools(plant => plant.Certain);
        careful = Pools(plant => !plant.Certain && plant.Decision == MentionDecision.Tag);
        candidates = Pools(plant => plant.Decision == MentionDecision.Candidate);
    }

    public IReadOnlyList<Plant> Plants { get; }

    /// <summary>An alias that is tagged by itself; null if the language has none.</summary>
    public Plant? DrawCertain(int language, SynthRandom random) => certain[language].Draw(random);

    /// <summary>An ambiguous alias that is tagged because of its context; stands alone in its tweet.</summary>
    public Plant? DrawCareful(int language, SynthRandom random) => careful[language].Draw(random);

    /// <summary>An ambiguous alias without context, a candidate; stands alone in its tweet.</summary>
    public Plant? DrawCandidate(int language, SynthRandom random) => candidates[language].Draw(random);

    /// <summary>
    /// The tweet languages (numbers into <see cref="WordList.Codes"/>) that an alias is planted in. An ambiguous one only
    /// in its own, since a strange language makes it less sure; languages without filler go to tweets of language und.
    /// </summary>
    public static IEnumerable<int> LanguagesOf(Plant plant)
    {
        string language = plant.Alias.Language;
        for (int number = 0; number < WordList.Codes.Count; number++)
        {
            string code = WordList.Codes[number];
            bool fits = code == language || plant.Place == PlantPlace.Domain
                || (language == "und"
                    && (plant.Alias.Script == "Arab" ? code == "fa" : code is "en" or "fr" or "es" or "tr" or "id" or "de" or "und"))
                || (code == "und" && plant.Certain && !WordList.Codes.Contains(language));
            if (fits)
                yield return number;
        }
    }

    private Pool[] Pools(Predicate<Plant> wanted) =>
        [.. Enumerable.Range(0, WordList.Codes.Count).Select(language =>
            new Pool([.. Plants.Where(plant => wanted(plant) && LanguagesOf(plant).Contains(language))]))];

    /// <summary>Half of the draws follow how often a target is named, half go through all aliases so that each appears.</summary>
    private sealed class Pool
    {
        private readonly Plant[] plants;
        private readonly WeightedTable? byTarget;
        private int turn;

        public Pool(Plant[] plants)
        {
            this.plants = plants;
            if (plants.Length == 0)
                return;
            var counts = plants.CountBy(plant => plant.Target).ToDictionary();
            byTarget = new WeightedTable([.. plants.Select(plant => 1_000_000L * Weight(plant.Alias.TargetId) / counts[plant.Target])]);
        }

        public Plant? Draw(SynthRandom random)
        {
            if (byTarget is null)
                return null;
            if (random.PerMille(500))
                return plants[byTarget.Draw(random)];
            turn = (turn + 1) % plants.Length;
            return plants[turn];
        }

        private static long Weight(string target) => target switch
        {
            "israel" => 12,
            "us_gov" or "saudi" => 10,
            "mek" => 8,
            "ncri" or "rajavi" or "ashraf" or "uk" or "un" => 4,
            _ => 2,
        };
    }
}
