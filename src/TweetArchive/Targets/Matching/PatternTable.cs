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
    private readonly FlatTexts texts;
    private readonly Flat<Form> forms;
    private readonly Flat<Use> uses;

    // By number of text, the form added last; the others follow by Form.SameText.
    private readonly Flat<int> lastOfText;
    private readonly Pattern?[] made;

    private PatternTable(
        Lexicon lexicon, AliasTable aliases, in FlatTexts texts, Flat<Form> forms, Flat<Use> uses, Flat<int> lastOfText, int nameCount)
    {
        this.lexicon = lexicon;
        this.aliases = aliases;
        this.texts = texts;
        this.forms = forms;
        this.uses = uses;
        this.lastOfText = lastOfText;
        NameCount = nameCount;
        made = new Pattern?[forms.Length];
    }

    public PatternTable(Lexicon lexicon, AliasTable aliases, FlatReader from)
        : this(lexicon, aliases, new FlatTexts(from), from.Read<Form>(), from.Read<Use>(), from.Read<int>(), from.ReadNumber())
    {
    }

    public void Save(FlatWriter to)
    {
        texts.Save(to);
        to.Write(forms);
        to.Write(uses);
        to.Write(lastOfText);
        to.Write(NameCount);
    }

    public int Length => forms.Length;

    /// <summary>How many are forms of names.</summary>
    public int NameCount { get; }

    /// <summary>A form with all that the rules ask.</summary>
    public Pattern this[int number] => Volatile.Read(ref made[number]) ?? Make(number);

    public PatternRole RoleOf(int number) => forms[number].Role;

    public FormVariant VariantOf(int number) => forms[number].Variant;

    public ReadOnlySpan<byte> TextOf(int number) => texts[forms[number].Text];

    /// <summary>The number of a form's text: equal numbers mean equal texts.</summary>
    public int TextNumberOf(int number) => forms[number].Text;

    /// <summary>The alias that a form of a name was added for first.</summary>
    public Alias FirstAliasOf(int number) => lexicon.Aliases[uses[forms[number].FirstUse].Alias];

    /// <summary>Whether letters may follow a form of a name in the same word.</summary>
    public bool TakesEndings(int number)
        => RoleOf(number) == PatternRole.Alias && FirstAliasOf(number) is var alias
            && (alias.Ending is not null || alias.Match == MatchKind.Stem
                || HasPersianSuffixes(alias, CharacterTables.ClassOf(CodePoints.Decode(TextOf(number), 0, out _))));

    /// <summary>A form; <paramref name="SameText"/> is the one added before with the same text, −1 for none.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private record struct Form(
        int Text, int Of, int FirstUse, int LastUse, int SameText, PatternRole Role, FormVariant Variant);

    /// <summary>An alias that has a form, which of its forms it is, and the next one.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private record struct Use(int Alias, int Form, bool IsItself, int Next);
}
