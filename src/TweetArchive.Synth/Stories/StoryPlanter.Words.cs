using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Tweets;
using TweetArchive.Synth.Words;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Stories;

// Stories for what is learned from words: the sense of a name, the language of a text.
internal sealed partial class StoryPlanter
{
    /// <summary>
    /// A target is named beyond doubt among the words of one topic, another target among those of a second; a name of the first that means
    /// other things too is among the words of either.
    /// </summary>
    private void Senses()
    {
        const int Sure = 150, Doubtful = 60;
        Plant doubtful = ingredients.Plants.First(
            p => p.Decision == MentionDecision.Candidate && p.Place == PlantPlace.Word && PlantBook.LanguagesOf(p).Contains(language));
        string group = ingredients.Lexicon.Targets[doubtful.Target].Group;
        Plant own = CertainWord(p => p.Target == doubtful.Target),
            other = CertainWord(p => ingredients.Lexicon.Targets[p.Target].Group != group);
        byte[][] topic = Words(24), otherTopic = Words(24);
        for (int i = 0; i < Sure; i++)
        {
            About(own, topic, []);
            About(other, otherTopic, []);
        }

        for (int i = 0; i < Doubtful; i++)
        {
            About(doubtful, topic, truth.Meant);
            About(doubtful, otherTopic, truth.NotMeant);
        }
    }

    private Plant CertainWord(Func<Plant, bool> fits) =>
        ingredients.Plants.First(
            p => p.Certain && p.Place == PlantPlace.Word && p.Decision == MentionDecision.Tag && p.Alias.Language == vocabulary.Code
                && fits(p));

    /// <summary>A tweet of eight words of a topic and four others, with the name in their middle.</summary>
    private void About(Plant name, byte[][] topic, List<long> ids)
    {
        byte[][] words = [
            .. Words(4).SelectMany(word => (byte[][])[topic[random.Below(topic.Length)], word, topic[random.Below(topic.Length)]])];
        (Account account, int day) = Someone();
        Plan(account, day, random.Below(1440), tweet =>
        {
            tweet.AddTarget(name.Target, name.Decision);
            AddWords(tweet, [.. words[..6], name.Utf8, .. words[6..]]);
            ids.Add(tweet.TweetId);
        });
    }

    /// <summary>Forty tweets of each language whose cell of the language is blank.</summary>
    private void Languages()
    {
        for (int number = 0; number < WordList.Codes.Count; number++)
        {
            if (WordList.Codes[number] == "und")
                continue;
            Vocabulary spoken = ingredients.Vocabularies[number];
            int own = number;
            var story = new StoryLanguage(WordList.Codes[number], []);
            truth.Languages.Add(story);
            for (int i = 0; i < 40; i++)
            {
                byte[][] words = [.. Enumerable.Range(0, 12).Select(_ => spoken.DrawClear(random).Utf8)];
                (Account account, int day) = Someone();
                Plan(account, day, random.Below(1440), tweet =>
                {
                    tweet.Language = own;
                    tweet.ShownLanguage = -1;
                    AddWords(tweet, words);
                    story.Tweetids.Add(tweet.TweetId);
                });
            }
        }
    }
}
