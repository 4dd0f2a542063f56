using System.Globalization;
using TweetArchive.Synth.Tweets;

namespace TweetArchive.Synth.Stories;

/// <summary>Groups of accounts that act together, and such as only look so.</summary>
internal sealed partial class StoryPlanter
{
    /// <summary>One group for each method within a minute, and for each windowed one accounts that do the same hours apart.</summary>
    private void Groups()
    {
        foreach (string method in (string[])["co_retweet", "co_tweet", "co_link", "co_reply"])
        {
            truth.Groups.Add(Group(method, apart: 0));
            truth.Decoys.Add(Group(method, apart: 180));
        }

        truth.Groups.Add(SequenceGroup());
    }

    private StoryGroup Group(string method, int apart)
    {
        const int Members = 5, Objects = 6;
        int day = Late();
        Account[] members = Draw(Members, day);
        for (int o = 0; o < Objects; o++)
        {
            int minute = random.Between(60, 300);
            // An id of a tweet long before, unlike all others.
            long id = 500_000_000_000_000_000 + random.Below(int.MaxValue);
            byte[][] same = Words(14);
            MentionedAccount author = outsiders.Draw(random);
            string path = "/" + string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Below(26))));
            for (int m = 0; m < Members; m++)
            {
                int when = minute + (apart == 0 ? m % 2 : m * apart);
                Plan(members[m], day, when, tweet => Act(tweet, method, id, same, author, path));
            }
        }

        return new StoryGroup(method, apart == 0 ? 1 : apart, Objects, [.. members.Select(Id)]);
    }

    private void Act(TweetDraft tweet, string method, long id, byte[][] same, MentionedAccount author, string path)
    {
        switch (method)
        {
            case "co_retweet":
                tweet.IsRetweet = true;
                tweet.RetweetOf = author;
                tweet.RetweetTweetId = id;
                tweet.Mentions.Add(author);
                tweet.Text.Add("RT @"u8);
                tweet.Text.Add(author.Name);
                tweet.Text.Add(": "u8);
                AddWords(tweet, same);
                break;
            case "co_tweet":
                AddWords(tweet, same);
                break;
            case "co_link":
                AddWords(tweet, Words(12));
                Link(tweet, "group.example", path);
                break;
            default:
                tweet.ReplyTo = author;
                tweet.ReplyTweetId = id;
                Mention(tweet, author);
                AddWords(tweet, Words(12));
                break;
        }
    }

    private StoryGroup SequenceGroup()
    {
        const int Members = 4, Days = 2, PerDay = 6;
        int day = Late();
        // Separate accounts: another hashtag of the day would make another sequence. Created on different days, so that they are not a
        // burst.
        Account[] members = [
            .. Enumerable.Range(0, Members)
                .Select(m => accounts.AddForStory(calendar.Days[day - 50 - (3 * m)], language, null, null, random))];
        for (int d = 0; d < Days; d++)
        {
            int[] tags = [
                .. Enumerable.Range(0, PerDay)
                    .Select(i => hashtags.Number(string.Create(CultureInfo.InvariantCulture, $"zqstory{d}x{i}")))];
            foreach (Account member in members)
            {
                // Each at its own hours, in the same order.
                int start = random.Between(0, 300), step = random.Between(20, 150);
                for (int i = 0; i < PerDay; i++)
                {
                    int tag = tags[i];
                    Plan(member, day - d, start + (i * step), tweet =>
                    {
                        AddWords(tweet, Words(10));
                        tweet.Text.Add(" #"u8);
                        tweet.Text.Add(hashtags.Utf8(tag));
                        tweet.AddHashtag(tag);
                    });
                }
            }
        }

        return new StoryGroup("hashtag_sequence", 0, Days, [.. members.Select(Id)]);
    }
}
