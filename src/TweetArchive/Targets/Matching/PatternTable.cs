using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>How a folded form comes from its alias.</summary>
internal enum FormVariant : byte
{
    AsSpelled,

    /// <summary>With the contracted Arabic article: السعودية after ل is written للسعودية.</summary>
    Contracted,

    /// <summary>An acronym with dots, which are skipped when its case is checked.</summary>
    Dotted,
}

/// <summary>
/// All folded forms that are looked for, a few numbers each. What the rules ask of a form is put together, as a <see cref="Pattern"/>,
/// when a text has it: a run meets some hundreds of tens of thousands. Immutable once complete, and shared by all workers.
/// </summary>
internal sealed partial class PatternTable
{
    /// <summary>In a form: the rest of the word, whatever it is.</summary>
    public const byte Star = 2;

    private readonly Lexicon lexicon;
    private readonly AliasTable aliases;
    private readonly Utf8Interner texts;
    private readonly Dictionary<NameKey, int> names;
    private GrowableArray<Form> forms;
    private GrowableArray<Use> uses;

    // By number of text, the form added last; the others follow by Form.SameText.
    private GrowableArray<int> lastOfText;
    private Pattern?[] made = [];

    public PatternTable(Lexicon lexicon, AliasTable aliases)
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

    public int Length => forms.Count;

    /// <summary>How many are forms of names.</summary>
    public int NameCount { get; private set; }

    /// <summary>A form with all that the rules ask.</summary>
    public Pattern this[int number] => Volatile.Read(ref made[number]) ?? Make(number);

    public PatternRole RoleOf(int number) => forms.Span[number].Role;

    public FormVariant VariantOf(int number) => forms.Span[number].Variant;

    public ReadOnlySpan<byte> TextOf(int number) => texts[forms.Span[number].Text];

    /// <summary>The number of a form's text: equal numbers mean equal texts.</summary>
    public int TextNumberOf(int number) => forms.Span[number].Text;

    /// <summary>The alias that a form of a name was added for first.</summary>
    public Alias FirstAliasOf(int number) => lexicon.Aliases[uses.Span[forms.Span[number].FirstUse].Alias];

    /// <summary>Whether letters may follow a form of a name in the same word.</summary>
    public bool TakesEndings(int number)
        => RoleOf(number) == PatternRole.Alias && FirstAliasOf(number) is var alias
            && (alias.Ending is not null || alias.Match == MatchKind.Stem
                || HasPersianSuffixes(alias, CharacterTables.ClassOf(CodePoints.Decode(TextOf(number), 0, out _))));

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
            NameCount++;
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

    /// <summary>Nothing is added after this.</summary>
    public void Complete()
    {
        names.Clear();
        names.TrimExcess();
        made = new Pattern?[forms.Count];
    }

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

    /// <summary>A form; <paramref name="SameText"/> is the one added before with the same text, −1 for none.</summary>
    private record struct Form(
        int Text, int Of, int FirstUse, int LastUse, int SameText, PatternRole Role, FormVariant Variant);

    /// <summary>An alias that has a form, which of its forms it is, and the next one.</summary>
    private record struct Use(int Alias, int Form, bool IsItself, int Next);
}
