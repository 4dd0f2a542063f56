using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Fuzz;

/// <summary>A few seconds of what <c>fuzz</c> of the benchmarks does for as long as one likes.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Nothing_is_found_with_a_fixed_seed()
    {
        var log = new StringWriter();
        List<string> found = FuzzRun.Run(seed: 20181017, TimeSpan.MaxValue, inputs: 60_000, log);
        output.WriteLine(log.ToString());
        Assert.Empty(found);
    }

    /// <summary>The minimiser itself: what it keeps is what is needed.</summary>
    [Fact]
    public void A_failing_input_becomes_a_small_one()
    {
        var target = new HoldsBoth();
        byte[] bytes = new byte[5000];
        bytes[77] = 1;
        bytes[4321] = 2;
        Assert.Equal([1, 2], target.Minimise(new FuzzInput(bytes, 0)).Bytes);
        Assert.Equal("ArgumentException: 3", target.Try(new FuzzInput([3], 0)));
    }

    private sealed class HoldsBoth : FuzzTarget
    {
        public override string Name => "both";

        public override FuzzInput Generate(Random random) => new([], 0);

        protected override string? Check(FuzzInput input)
        {
            if (input.Bytes.Contains((byte)3))
                throw new ArgumentException("3");
            return input.Bytes.Contains((byte)1) && input.Bytes.Contains((byte)2) ? "both" : null;
        }
    }
}
