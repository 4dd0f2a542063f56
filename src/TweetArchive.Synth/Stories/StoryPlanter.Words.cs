using TweetArchive.Synth.Tweets;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Stories;

// Stories for what is learned from words: the language of a text.
internal sealed partial class StoryPlanter
{
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
