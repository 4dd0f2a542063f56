using TweetArchive.Collections.CellForms;
using TweetArchive.Planning;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Inspecting;

/// <summary>What a sample of a file lets expect of a run over it, the costly first.</summary>
internal static class PredictedTrouble
{
    private const string OtherFormat = "other_format:";

    /// <param name="windows">Null for a file that was read from its beginning.</param>
    /// <param name="whole">The sample is the file.</param>
    /// <param name="part">It is one of many, some of which have a header alone.</param>
    public static IEnumerable<Trouble> Of(EntryHead head, FileSample sample, SampleWindows? windows, bool whole, bool part)
    {
        CellDialect dialect = sample.Dialect;
        bool tweets = head.Schema.Kind == RowKind.Tweets;
        string of = Text($"of {sample.Looked:N0} {(whole ? "" : "sampled ")}{(tweets ? "tweets" : "accounts")}");

        if (windows?.EmptyPlaces > 0)
            yield return new("holes", Text($"{windows.EmptyPlaces} of {SampleWindows.Places + 1} places hold nothing but zero bytes: "
                + $"an unfinished download? Download it again"));
        if (windows?.CutShort == true)
            yield return new("cut_short", "the file ends within a record: it was cut short. Download it again");
        if (windows?.PlacesWithoutRecords > 0)
            yield return new(
                "no_records", Text($"in {windows.PlacesWithoutRecords} of {SampleWindows.Places + 1} places no record was found"));
        if (sample.OtherAt >= 0)
            yield return new(sample.Other == Writer.OtherHeader ? "other_header" : "other_rows",
                Text($"{OtherWriter.Describe(sample.Other)} at byte {sample.OtherAt}: the file is put together from several; a run reads "
                    + $"it in order, {(sample.Other == Writer.OtherHeader ? "what follows by that header" : "each row as what it is")}"));
        foreach (Remark remark in head.Remarks.OrderBy(r => Remark.IsCostly(r.Code) ? 0 : 1))
            yield return new(remark.Code, remark.Message);
        if (sample.RoundedIds > 0)
            yield return new("rounded_tweetids",
                Text($"{sample.RoundedIds:N0} {of} have a tweetid that a spreadsheet rounded (1.2E+18): these will be rejected. "
                    + $"{WrittenIds.IfRounded}"));
        if (sample.RoundedUserIds > 0 && !head.Remarks.Any(r => r.Code == "rounded_userids"))
            yield return new("rounded_userids", Text(
                $"{sample.RoundedUserIds:N0} {of} have a userid that a spreadsheet rounded (1.2E+18): several accounts may share one"));
        if (sample.UnreadableTimes > 0)
            yield return new("unreadable_times",
                Text($"{sample.UnreadableTimes:N0} {of} have a tweet_time that is not yyyy-MM-dd HH:mm: these will be rejected"));
        if (sample.Rejects > 0)
            yield return new("damaged_records", Text($"{Counted.Of(sample.Rejects, "damaged record")}"
                + $"{(whole ? "" : " in the samples")}, the first at byte {sample.FirstReject}: to be rejected"));
        foreach ((string name, long count) in Unreadable(head, sample))
            yield return new("unreadable_cells", $"{(whole ? "" : "in the samples: ")}{UnreadableCells.Note(count, name)}");
        foreach ((string name, long count) in head.Format.Conversions.Where(c => c.Key.StartsWith(OtherFormat, StringComparison.Ordinal)))
            yield return new("other_format", Text($"{Counted.Of(count, "record")}{(whole ? "" : " in the samples")} of another format "
                + $"than the first ({name[OtherFormat.Length..]}): each is read as what it is"));
        if (head.Format.Conversions.GetValueOrDefault(TranslationCounts.OtherDayOrderKey) is > 0 and long days)
            yield return new(TranslationCounts.OtherDayOrderKey, (whole ? "" : "in the samples: ") + UnreadableCells.NoteOfDays(days));
        if (sample.RepeatedHeaders > 0)
            yield return new("repeated_headers", Text($"the header is repeated {sample.RepeatedHeaders:N0} "
                + $"times{(whole ? "" : " in the samples")}: a concatenation; the copies will be rejected, nothing is lost"));
        if (dialect.ReferenceIdsRounded)
            yield return new("rounded_references",
                "the ids of replied-to, quoted and retweeted tweets were rounded when the archive was made: they are flagged");
        if (tweets && sample.Looked > 0 && sample.Languages < sample.Looked)
            yield return new("blank_languages", sample.Languages == 0
                ? "tweet_language is blank throughout"
                : Text($"tweet_language is blank in {sample.Looked - sample.Languages:N0} {of}"));
        if (sample.TextsNotUtf8 > 0)
            yield return new("not_utf8",
                Text($"{sample.TextsNotUtf8:N0} {of} have bytes in their text that are not UTF-8: they will be read as U+FFFD"));
        if (sample.LostLetters > 0)
            yield return new(
                "lost_letters", Text($"{sample.LostLetters:N0} {of} hold U+FFFD: letters were lost before this file was made"));
        string[] mixed = [.. Forms(dialect, tweets).Where(f => f.Form == "mixed").Select(f => f.Name)];
        if (mixed.Length > 0)
            yield return new("mixed_dialects",
                $"written in more than one way: {string.Join(", ", mixed)}. All are read; the file may be a concatenation");
        if (head.Schema.Variant == "other")
            yield return new("own_order", "the columns are in an unusual order; they are found by name");
        if (whole && sample.Records == 0 && sample.Notices == 0 && !part)
            yield return new("header_alone", "a header and no records, as some year files are");
    }

    /// <summary>Those that a reader could not turn into the releases' form, and those that are not of their column's type then.</summary>
    private static SortedDictionary<string, long> Unreadable(EntryHead head, FileSample sample)
    {
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, long count) in head.Format.Conversions)
        {
            if (name.StartsWith(TranslationCounts.UnreadableKey, StringComparison.Ordinal))
                found[name[TranslationCounts.UnreadableKey.Length..]] = count;
        }

        for (int i = 0; i < sample.Unreadable.Length; i++)
        {
            string name = TweetColumns.NameArray[i];
            if (sample.Unreadable[i] > 0)
                found[name] = Math.Max(found.GetValueOrDefault(name), sample.Unreadable[i]);
        }

        return found;
    }

    private static IEnumerable<(string Name, string Form)> Forms(CellDialect dialect, bool tweets) => tweets
        ? [("quotes", dialect.Quoting), ("line ends", dialect.LineEnd), ("booleans", dialect.Booleans), ("counts", dialect.Counts),
            ("lists", dialect.Lists), ("hashed ids", dialect.Hashes)]
        : [("quotes", dialect.Quoting), ("line ends", dialect.LineEnd), ("counts", dialect.Counts), ("hashed ids", dialect.Hashes)];

    private static string Text(InvariantText text) => text.ToString();
}
