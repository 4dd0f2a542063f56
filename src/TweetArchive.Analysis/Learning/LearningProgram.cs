using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TweetArchive.Analysis.Learning;

/// <summary>A model could not be learned; the message says why and what to do.</summary>
public sealed class LearningException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The program in <c>learning/</c>, next to this one, that trains models with Microsoft.ML. That library makes code while it runs, which a
/// program compiled ahead of time cannot do, so this one sends rows to a child and gets weights back; it applies them itself.
/// Threads may ask at the same time: each question has a separate child, which is kept for the next.
/// </summary>
internal sealed class LearningProgram(CancellationToken cancelled) : IDisposable
{
    private readonly ConcurrentBag<Child> idle = [];

    private static string ProgramPath =>
        Path.Combine(AppContext.BaseDirectory, "learning",
            OperatingSystem.IsWindows() ? "tweetarchive-learning.exe" : "tweetarchive-learning");

    /// <exception cref="LearningException">The program is missing, cannot be started, or failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the child was ended.</exception>
    public TAnswer Ask<TRequest, TAnswer>(LearningTask task, TRequest request)
        where TRequest : IMessage<TRequest>
        where TAnswer : IMessage<TAnswer>
    {
        cancelled.ThrowIfCancellationRequested();
        if (!idle.TryTake(out Child? child))
            child = Start();
        bool whole = false;
        try
        {
            using CancellationTokenRegistration kill = cancelled.Register(child.Kill);
            TAnswer answer = child.Ask<TRequest, TAnswer>(task, request);
            whole = true;
            return answer;
        }
        catch (IOException e)
        {
            // What ended the child, not that its pipe broke, is the reason.
            cancelled.ThrowIfCancellationRequested();
            throw new LearningException($"{ProgramPath} ended before it had learned: {child.End()}", e);
        }
        finally
        {
            if (whole)
                idle.Add(child);
            else
                child.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (Child child in idle)
            child.Dispose();
        idle.Clear();
    }

    private static Child Start()
    {
        if (!File.Exists(ProgramPath))
            throw new LearningException($"{ProgramPath} is missing: models are trained by that program, which is part of tweetarchive. "
                + "Install tweetarchive again, the whole folder.");
        var start = new ProcessStartInfo(ProgramPath)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return new Child(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new LearningException(
                $"{ProgramPath} cannot be started: {e.Message}. Install tweetarchive again, or allow the file to be executed.", e);
        }
    }

    /// <summary>A running learning program. It ends when its standard input does.</summary>
    private sealed class Child : IDisposable
    {
        private readonly Process process;
        private readonly StringBuilder complaint = new();
        private readonly BinaryWriter to;
        private readonly BinaryReader from;

        public Child(Process process)
        {
            this.process = process;
            to = new BinaryWriter(new BufferedStream(process.StandardInput.BaseStream, 1 << 16));
            from = new BinaryReader(new BufferedStream(process.StandardOutput.BaseStream, 1 << 16));
            process.ErrorDataReceived += (_, line) =>
            {
                lock (complaint)
                    complaint.AppendLine(line.Data);
            };
            process.BeginErrorReadLine();
        }

        public TAnswer Ask<TRequest, TAnswer>(LearningTask task, TRequest request)
            where TRequest : IMessage<TRequest>
            where TAnswer : IMessage<TAnswer>
        {
            to.Write((byte)task);
            request.Write(to);
            to.Flush();
            return TAnswer.Read(from);
        }

        /// <summary>The first line of what it said, or its exit code, when it has ended.</summary>
        public string End()
        {
            process.WaitForExit();
            lock (complaint)
            {
                string said = complaint.ToString().Split('\n', 2)[0].Trim();
                return said.Length > 0 ? said : $"exit code {process.ExitCode}";
            }
        }

        public void Kill()
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
        }

        public void Dispose()
        {
            // An idle child ends by itself when its input does; any other is not waited for.
            Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
