using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Forms are added alias by alias; those that are the same become one.
internal sealed partial class PatternTable
{
    /// <summary>Takes the forms of all aliases, terms and rules.</summary>
    internal sealed class Builder
    {
        private readonly Lexicon lexicon;
        private readonly AliasTable aliases;
        private readonly Utf8Interner texts;
        private readonly Dictionary<NameKey, int> names;
        private GrowableArray<Form> forms;
        private GrowableArray<Use> uses;
        private GrowableArray<int> lastOfText;
        private int nameCount;

        public Builder(Lexicon lexicon, AliasTable aliases)
        {
            this.lexicon = lexicon;
            this.aliases = aliases;
            // Room for nearly all at once: arrays of this size that grow are garbage that only a full collection finds.
            int count = lexicon.ContextTerms.Count, letters = 0;
            foreach (Alias alias in lexicon.Aliases)
            {
                count += alias.Forms.Count;
                letters += alias.Forms.Count * alias.Text.Length;
            }

            names = new Dictionary<NameKey, int>(count);
            texts = new Utf8Interner(count, 2 * letters);
            forms = new GrowableArray<Form>(count + (count / 8));
            uses = new GrowableArray<Use>(count + (count / 8));
            lastOfText = new GrowableArray<int>(count);
        }

        /// <summary>The number of a form's text: equal numbers mean equal texts.</summary>
        public int TextNumberOf(int number) => forms.Span[number].Text;

        /// <summary>Adds what is not a name; returns its number.</summary>
        /// <param name="role">What it is.</param>
        /// <param name="folded">Its folded text.</param>
        /// <param name="of">The index of its rule, context term or homograph, by its role; 0 when there is none.</param>
        public int Add(PatternRole role, ReadOnlySpan<byte> folded, int of) => Add(role, texts.Intern(folded), of, FormVariant.AsSpelled);

        /// <summary>Adds a form of an alias; returns its number, an earlier one when the target has the same form already.</summary>
        /// <param name="alias">The alias.</param>
        /// <param name="form">The index of the form in <see cref="Alias.Forms"/>.</param>
        /// <param name="folded">Its folded text.</param>
        /// <param name="variant">How it comes from the alias.</param>
        /// <param name="isItself">Whether the text is the form itself, folded, and not made from it.</param>
        public int AddName(Alias alias, int form, ReadOnlySpan<byte> folded, FormVariant variant, bool isItself)
        {
            int text = texts.Intern(folded);
            string capitals = alias.Match == MatchKind.CaseSensitiveAcronym ? alias.Forms[form] : "";
            var key = new NameKey(text, aliases.TargetOf[alias.Index], variant, alias.IsName ? -1 : alias.Index, capitals, alias.Ending);
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(names, key, out bool isKnown);
            if (!isKnown)
            {
                nameCount++;
                number = Add(PatternRole.Alias, text, 0, variant);
            }

            ref Form of = ref forms.Span[number];
            if (of.LastUse < 0)
                of.FirstUse = uses.Count;
            else
                uses.Span[of.LastUse].Next = uses.Count;
            of.LastUse = uses.Count;
            uses.Add(new Use(alias.Index, form, isItself, -1));
            return number;
        }

        /// <summary>The table; nothing is added after it.</summary>
        public PatternTable Build()
            => new(
                lexicon, aliases, new FlatTexts(texts.Texts), new Flat<Form>(forms.Span), new Flat<Use>(uses.Span),
                new Flat<int>(lastOfText.Span), nameCount);

        private int Add(PatternRole role, int text, int of, FormVariant variant)
        {
            if (text == lastOfText.Count)
                lastOfText.Add(-1);
            ref int last = ref lastOfText.Span[text];
            forms.Add(new Form(text, of, -1, -1, last, role, variant));
            return last = forms.Count - 1;
        }

        /// <summary>
        /// What makes names of one target the same form. A listed spelling (<paramref name="Alias"/> is not −1) is a separate form.
        /// </summary>
        private readonly record struct NameKey(int Text, int Target, FormVariant Variant, int Alias, string Capitals, EndingPattern? Ending)
        {
            public override int GetHashCode() => HashCode.Combine(Text, Target, Variant, Alias);
        }
    }
}
