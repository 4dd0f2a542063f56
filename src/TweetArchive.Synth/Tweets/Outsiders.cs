using System.Globalization;
using System.Text;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>Accounts outside the set whom tweets mention, answer and retweet: made-up handles with numeric ids.</summary>
internal sealed class Outsiders
{
    private const int Count = 3000;
    private readonly WeightedTable frequency = WeightedTable.PowerLaw(Count, 10);
    private readonly MentionedAccount[] accounts = new MentionedAccount[Count];

    public Outsiders(FillerGuard guard, Vocabulary english, SynthRandom random)
    {
        string[] words = [
            .. english.Words.Where(word => word.Utf8.Length is >= 3 and <= 6).Select(word => Encoding.UTF8.GetString(word.Utf8))];
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < Count;)
        {
            string handle = string.Create(CultureInfo.InvariantCulture, $"synth_{random.Of(words)}{random.Between(10, 999)}");
            // Ids of before and after the change to long ids, as both are seen.
            string id =
                (random.PerMille(700) ? 1_000_000 + random.BelowLong(3_000_000_000)
                    : 700_000_000_000_000_000 + random.BelowLong(300_000_000_000_000_000))
                .ToString(CultureInfo.InvariantCulture);
            if (handle.Length <= 15 && guard.AllowsHandle(handle) && guard.AllowsHandle(id) && known.Add(handle) && known.Add(id))
                accounts[i++] = new MentionedAccount(Encoding.ASCII.GetBytes(id), Encoding.ASCII.GetBytes(handle));
        }
    }

    public MentionedAccount Draw(SynthRandom random) => accounts[frequency.Draw(random)];
}
