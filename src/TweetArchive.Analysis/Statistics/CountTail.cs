namespace TweetArchive.Analysis.Statistics;

/// <summary>How likely values at least as large as one seen are.</summary>
internal static class CountTail
{
    private const double Tiny = 1e-300;
    private const double Enough = 1e-14;

    /// <summary>P(X ≥ <paramref name="count"/>) of <paramref name="of"/> trials with this chance each.</summary>
    public static double Binomial(int count, int of, double chance) =>
        count <= 0 ? 1 : count > of ? 0 : RegularisedBeta(chance, count, of - count + 1);

    /// <summary>P(T ≥ <paramref name="t"/>) of Student's distribution, for t above 0.</summary>
    public static double Student(double t, double degrees) => RegularisedBeta(degrees / (degrees + (t * t)), degrees / 2, 0.5) / 2;

    /// <summary>I_x(a, b), by its continued fraction (Numerical Recipes 6.4, method of Lentz).</summary>
    internal static double RegularisedBeta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    /// <summary>ln Γ(x) for x > 0 (Lanczos' approximation, g = 7, nine terms).</summary>
    internal static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x--;
        double sum = terms[0];
        for (int i = 1; i < terms.Length; i++)
            sum += terms[i] / (x + i);
        double t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    private static double BetaFraction(double x, double a, double b)
    {
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), h = d;
        for (int m = 1; m < 100_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < Enough)
                break;
        }

        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
