using System.Text;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Targets.Explain;

/// <summary>Tells why a text is, or is not, tagged: the same matcher, with its intermediate results. Not for two threads.</summary>
public sealed class TargetExplainer(TargetMatcher matcher)
{
    private readonly MatchSession session = NewSession(matcher);

    /// <summary>Explains one text; hashtags, links and handles come from the text alone.</summary>
    /// <param name="text">A tweet's text as released; lone surrogates become U+FFFD.</param>
    /// <param name="language">The tweet_language, or empty when it is not known.</param>
    public ExplainResult Explain(string text, string language = "")
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] languageUtf8 = Encoding.UTF8.GetBytes(language);
        var tweet = new TweetText { Text = utf8, Language = languageUtf8 };
        var mentions = new List<ExplainedMention>();
        foreach (ref readonly Mention m in session.Match(tweet))
        {
            mentions.Add(new ExplainedMention(
                matcher.Lexicon.Targets[m.Target].Id,
                matcher.Lexicon.Aliases[m.Alias].Text,
                m.Field.Word(),
                m.Decision.Word(),
                MatchRules.Name(m.Rule),
                Encoding.UTF8.GetString(session.MatchedText(m)),
                m.MatchStart < 0 ? null : m.MatchStart)
            {
                Paradigm = matcher.Lexicon.Aliases[m.Alias].Paradigm,
                Sense = matcher.Lexicon.Aliases[m.Alias].Sense,
                ContextId = matcher.Lexicon.Aliases[m.Alias].ContextId,
                SenseRule = session.Hits[m.Hit].Rule is >= 0 and int rule ? matcher.Lexicon.Words.Rules[rule].Id : "",
            });
        }

        var rejections = new List<ExplainedRejection>();
        foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
        {
            if (hit.Verdict != SenseVerdict.Rejected)
                continue;
            string why = hit.Rule >= 0 ? $"rejected by {matcher.Lexicon.Words.Rules[hit.Rule].Id} of rules.tsv "
                + $"({matcher.Lexicon.Words.Rules[hit.Rule].Test})" : "part of a longer word or of a person's name";
            var told = new ExplainedRejection(
                matcher.Lexicon.Targets[matcher.TargetOf[hit.Alias]].Id, matcher.Lexicon.Aliases[hit.Alias].Text,
                Encoding.UTF8.GetString(session.HitText(hit)), why);
            if (!rejections.Contains(told))
                rejections.Add(told);
        }

        var entities = new List<ExplainedEntity>();
        foreach (ref readonly TextEntity e in session.Analysis.Entities)
            entities.Add(
                new ExplainedEntity(e.Kind.ToString().ToLowerInvariant(), Encoding.UTF8.GetString(utf8, e.Start, e.Length), e.Start));
        var terms = new List<ExplainedTerm>();
        var blocks = new List<ExplainedTerm>();
        foreach (ref readonly PatternHit hit in session.Scan.Hits)
        {
            int index = matcher.Patterns[hit.Pattern].Term;
            if (index < 0)
                continue;
            ContextTerm term = matcher.Lexicon.ContextTerms[index];
            var told = new ExplainedTerm(term.ContextId, term.Role.ToString().ToLowerInvariant(), term.Term);
            List<ExplainedTerm> list = term.Role == ContextRole.Block ? blocks : terms;
            if (!list.Contains(told))
                list.Add(told);
        }

        string folded = Encoding.UTF8.GetString(session.Analysis.Folded.Bytes).Replace((char)FoldedText.Barrier, '|').Trim('|', ' ');
        return new ExplainResult(
            Encoding.UTF8.GetString(utf8), language, folded, entities, mentions, terms, blocks)
        { Rejections = rejections };
    }

    private static MatchSession NewSession(TargetMatcher matcher)
    {
        MatchSession session = matcher.NewSession();
        session.ReadsEverything = true;
        return session;
    }
}
