using System.Text;
using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>
/// Writes the text of a tweet: header (RT, reply), words, and between them plants, hashtags and mentions; then links.
/// Around a plant are single spaces and after it a word that occurs in no phrase of the lexicon.
/// </summary>
internal sealed class TextComposer(Vocabulary[] vocabularies, FillerGuard guard, EntityNames hashtags)
{
    private static readonly byte[][] Emoji = [.. WordList.Emoji.Select(Encoding.UTF8.GetBytes)];
    private readonly int[] numbers = [
        .. Enumerable.Range(10, 90).Where(number => guard.Allows(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    private readonly int[][] hashtagNumbers = [.. vocabularies.Select(vocabulary => vocabulary.Hashtags.Select(hashtags.Number).ToArray())];
    private readonly List<Piece> pieces = [];
    private ByteText text = null!;
    private int codePoints;
    private bool afterPlant;
    private bool capitalNext;
    private bool newlineDue;

    private enum PieceKind { Plant, Hashtag, Mention }

    private readonly record struct Piece(PieceKind Kind, byte[] Utf8, int CodePoints, bool Sign);

    /// <param name="tweet">Has language, header accounts, urls and extra mentions; gets text and hashtags.</param>
    /// <param name="plants">What to plant in the text; handles that the header does not already name.</param>
    /// <param name="extraMention">Named somewhere in the text.</param>
    /// <param name="random">The tweets' stream.</param>
    public void Compose(TweetDraft tweet, List<Plant> plants, MentionedAccount? extraMention, SynthRandom random)
    {
        Vocabulary vocabulary = vocabularies[tweet.Language];
        bool shortText = vocabulary.Code == "und";
        text = tweet.Text;
        codePoints = 0;
        afterPlant = false;
        newlineDue = false;
        capitalNext = random.PerMille(600);
        CollectPieces(tweet, plants, extraMention, random);
        Header(tweet);

        int target = codePoints + (shortText ? random.Between(8, 40) : tweet.LongText ? random.Between(110, 230) : random.Between(38, 114));
        int nextPiece = random.Between(1, 5);
        int newlineAt = random.PerMille(220) ? random.Between(2, 6) : -1;
        int piece = 0, words = 0;
        while (codePoints < target || piece < pieces.Count || afterPlant || newlineDue)
        {
            if (piece < pieces.Count && words >= nextPiece)
            {
                AddPiece(pieces[piece++]);
                // At least two words keep plants apart.
                nextPiece = words + random.Between(2, 5);
            }
            else
            {
                words++;
                newlineDue |= words == newlineAt;
                AddWords(vocabulary, random);
            }
        }

        EndHashtags(tweet, random);
        if (tweet.IsRetweet && random.PerMille(650) && CutLikeARetweet(vocabulary, random))
            return;
        for (int i = 0; i < tweet.UrlEnds.Count; i++)
        {
            text.Add(" https://t.co/"u8);
            Links.AddLetters(text, 10, random);
        }

        if (random.PerMille(1))
            text.Add(" \\"u8);
    }

    private void CollectPieces(TweetDraft tweet, List<Plant> plants, MentionedAccount? extraMention, SynthRandom random)
    {
        pieces.Clear();
        foreach (Plant plant in plants)
        {
            if (plant.Place == PlantPlace.Domain)
                continue;
            if (plant.Place == PlantPlace.Hashtag)
                tweet.AddHashtag(hashtags.Number(plant.Alias.Text));
            byte[] sign = plant.Place switch { PlantPlace.Hashtag => [(byte)'#'], PlantPlace.Handle => [(byte)'@'], _ => [] };
            pieces.Add(new Piece(PieceKind.Plant, [.. sign, .. plant.Utf8], plant.CodePoints + sign.Length, false));
            if (plant.ContextTerm is byte[] term)
                pieces.Add(new Piece(PieceKind.Plant, term, Encoding.UTF8.GetCharCount(term), false));
        }

        if (extraMention is MentionedAccount mentioned)
            pieces.Add(new Piece(PieceKind.Mention, mentioned.Name, 15, true));
        if (random.PerMille(120))
        {
            int number = DrawHashtag(tweet.Language, random);
            tweet.AddHashtag(number);
            pieces.Add(new Piece(PieceKind.Hashtag, hashtags.Utf8(number), hashtags.Text(number).Length, true));
        }
    }

    private void Header(TweetDraft tweet)
    {
        if (tweet.RetweetOf is MentionedAccount author)
        {
            text.Add("RT @"u8);
            text.Add(author.Name);
            text.Add(": "u8);
        }
        else if (tweet.ReplyTo is MentionedAccount answered)
        {
            text.Add((byte)'@');
            text.Add(answered.Name);
            text.Add((byte)' ');
        }
        else
        {
            return;
        }

        // A hash represents a handle that was at most this long when Twitter counted.
        codePoints = Math.Min(text.Length, 20);
    }

    private void AddPiece(Piece piece)
    {
        Separate((byte)' ');
        if (piece.Sign)
            text.Add(piece.Kind == PieceKind.Hashtag ? (byte)'#' : (byte)'@');
        text.Add(piece.Utf8);
        codePoints += piece.CodePoints + (piece.Sign ? 1 : 0);
        afterPlant = piece.Kind == PieceKind.Plant;
        capitalNext = false;
    }

    private void AddWords(Vocabulary vocabulary, SynthRandom random)
    {
        if (afterPlant)
        {
            Separate((byte)' ');
            AddWord(vocabulary.DrawClear(random));
            afterPlant = false;
            return;
        }

        if (text.Length > 0 && text.Bytes[^1] != ' ')
            Punctuate(random);
        int special = random.Below(1000);
        if (special < 5)
        {
            text.Add((byte)'"');
            AddWord(vocabulary.Draw(random));
            text.Add((byte)' ');
            AddWord(vocabulary.Draw(random));
            text.Add((byte)'"');
            codePoints += 3;
        }
        else if (special < 17)
        {
            text.Add(random.Of(Emoji));
            codePoints += 1;
        }
        else if (special < 23 && numbers.Length > 0)
        {
            text.AddNumber(random.Of(numbers));
            codePoints += 2;
        }
        else
        {
            AddWord(vocabulary.Draw(random));
        }
    }

    private void Punctuate(SynthRandom random)
    {
        int mark = random.Below(1000);
        if (newlineDue)
        {
            text.Add(mark < 400 ? "\n\n"u8 : "\n"u8);
            // Texts that have line breaks tend to have several.
            newlineDue = mark is > 700 and < 850;
            capitalNext = true;
        }
        else if (mark < 50)
        {
            text.Add(", "u8);
        }
        else if (mark < 85)
        {
            text.Add(". "u8);
            capitalNext = true;
        }
        else if (mark < 91)
        {
            text.Add(mark < 89 ? " &amp; "u8 : " &gt; "u8);
            codePoints += 6;
        }
        else
        {
            text.Add((byte)' ');
        }

        codePoints++;
    }

    private void AddWord(Word word)
    {
        text.Add(capitalNext ? word.Capital : word.Utf8);
        codePoints += word.CodePoints;
        capitalNext = false;
    }

    private void Separate(byte separator)
    {
        if (text.Length == 0 || text.Bytes[^1] == separator)
            return;
        text.Add(separator);
        codePoints++;
    }

    private void EndHashtags(TweetDraft tweet, SynthRandom random)
    {
        int draw = random.Below(1000);
        int count = draw < 780 ? 0 : draw < 900 ? 1 : draw < 960 ? 2 : 3;
        for (int i = 0; i < count && tweet.Hashtags.Count < 6; i++)
        {
            int number = DrawHashtag(tweet.Language, random);
            tweet.AddHashtag(number);
            Separate((byte)' ');
            text.Add((byte)'#');
            text.Add(hashtags.Utf8(number));
            codePoints += hashtags.Text(number).Length + 1;
        }
    }

    /// <summary>
    /// Fills up to 140 code points and ends in "…", in the middle of a word where that leaves no word of the lexicon
    /// after; never in a hashtag. False if the text is too long already.
    /// </summary>
    private bool CutLikeARetweet(Vocabulary vocabulary, SynthRandom random)
    {
        if (codePoints > 126)
            return false;
        Separate((byte)' ');
        AddWord(vocabulary.Draw(random));
        while (codePoints < 139)
        {
            Word word = vocabulary.Draw(random);
            int room = 138 - codePoints;
            if (word.CodePoints <= room)
            {
                Separate((byte)' ');
                AddWord(word);
                continue;
            }

            while (room > 0 && (word.SafeCuts >> room & 1) == 0)
                room--;
            if (room > 0)
            {
                text.Add((byte)' ');
                text.Add(word.Utf8.AsSpan(0, BytesOf(word.Utf8, room)));
            }

            break;
        }

        text.Add("…"u8);
        return true;
    }

    private static int BytesOf(ReadOnlySpan<byte> utf8, int count)
    {
        int at = 0;
        for (; count > 0; count--)
            at += utf8[at] < 0x80 ? 1 : utf8[at] < 0xE0 ? 2 : 3;
        return at;
    }

    private int DrawHashtag(int language, SynthRandom random) => hashtagNumbers[language][vocabularies[language].DrawHashtag(random)];
}
