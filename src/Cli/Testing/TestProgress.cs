namespace Mantissa.Cli.Testing;

/// <summary>A counter on one line of the terminal while an assembly runs; nothing at all where output is kept, as in a build log.</summary>
internal sealed class TestProgress(string project, TextWriter? terminal)
{
    private int done;

    /// <summary>Takes a line of the test console, which names each finished test as <c>  Passed Name [3 ms]</c>.</summary>
    public void Read(string line)
    {
        if (terminal is null || !(line.StartsWith("  Passed ", StringComparison.Ordinal) || line.StartsWith("  Failed ", StringComparison.Ordinal)
            || line.StartsWith("  Skipped ", StringComparison.Ordinal)))
            return;
        terminal.Write($"\r{project,-18} {++done} …");
    }

    public void Clear() => terminal?.Write("\r\e[K");
}
