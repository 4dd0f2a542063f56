using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;

namespace TweetArchive.Benchmarks.Micro;

/// <summary><c>micro</c>: hands over to BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    /// <summary>Not inlined: the processes that are measured whole must not load BenchmarkDotNet.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run(string[] args) =>
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(args)
            .Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
}
