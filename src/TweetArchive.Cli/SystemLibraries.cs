using System.Runtime.InteropServices;

namespace TweetArchive.Cli;

/// <summary>What the system must have, for programs that bring everything else.</summary>
internal static class SystemLibraries
{
    // The runtime takes one of these for checksums, and ends the process where there is none.
    private static readonly string[] OpenSsl = ["libssl.so.3", "libssl.so.1.1", "libssl.so"];

    /// <exception cref="UsageException">OpenSSL is missing.</exception>
    public static void Check()
    {
        if (OperatingSystem.IsLinux() && !OpenSsl.Any(name => NativeLibrary.TryLoad(name, out _)))
            throw new UsageException("OpenSSL's library libssl is not on this system; checksums are made with it. Install it: apt-get "
                + "install libssl3, or dnf install openssl-libs, or apk add libssl3");
    }
}
