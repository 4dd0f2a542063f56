using System.CommandLine;
using System.Globalization;

namespace TweetArchive.Cli;

/// <summary>Options that are numbers: what is none, or is out of bounds, is refused by the option's name, with the bounds.</summary>
internal static class Numbers
{
    /// <summary>A whole number within bounds, both of them included.</summary>
    public static TOption Within<TOption>(this TOption option, Int128 from, Int128 to)
        where TOption : Option
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var typed }]
                && !(Int128.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value)
                    && value >= from && value <= to))
            {
                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"{option.Name} '{typed}' is not a number from {from} to {to}."));
            }
        });
        return option;
    }

    /// <summary>A share, greater than nothing and less than all.</summary>
    public static Option<double> Share(string name, string description, double usual) =>
        Share(name, description, usual, share => share is > 0 and < 1, "a share between 0 and 1, such as 0.1");

    /// <summary>A share that may be nothing or all.</summary>
    public static Option<double> ShareOrAll(string name, string description, double usual) =>
        Share(name, description, usual, share => share is >= 0 and <= 1, "a share from 0 to 1, such as 0.02");

    private static Option<double> Share(string name, string description, double usual, Func<double, bool> isMeant, string what)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            HelpName = "SHARE",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Read(result.Tokens[0].Value),
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var typed }] && !isMeant(Read(typed)))
                result.AddError($"{name} '{typed}' is not {what}.");
        });
        return option;
    }

    private static double Read(string typed) =>
        double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
