namespace Mantissa.Cli.Platform;

/// <summary>
/// Picks what a person at the terminal should see out of a process's log: the console logger starts an entry with its level and
/// a category (<c>warn: Name[12]</c>) and indents the message below it; anything else is a runtime's own cry, such as a stack trace.
/// </summary>
internal sealed class WarningFilter
{
    private const string Indent = "      ";
    private static readonly string[] Quiet = ["trce: ", "dbug: ", "info: "];
    private static readonly string[] Loud = ["warn: ", "fail: ", "crit: "];
    private bool showing;

    /// <summary>The part of the line worth showing, or <see langword="null"/>.</summary>
    public string? Read(string line)
    {
        if (StartsWithAny(line, Quiet))
            return Show(false, null);
        if (StartsWithAny(line, Loud))
            return Show(true, null);
        if (!line.StartsWith(Indent, StringComparison.Ordinal))
            return line.Length == 0 ? null : Show(true, line);
        return showing ? line[Indent.Length..] : null;
    }

    private string? Show(bool on, string? text)
    {
        showing = on;
        return text;
    }

    private static bool StartsWithAny(string line, string[] prefixes) => prefixes.Any(p => line.StartsWith(p, StringComparison.Ordinal));
}
