using System.Text.RegularExpressions;

namespace Mantissa.Cli.Platform;

/// <summary>
/// Picks what a person at the terminal should see out of a process's log. The console logger starts an entry with its level and category
/// (<c>warn: Name[12]</c>), perhaps with the time before, and puts the message after that or indented below; anything else is a runtime's
/// own cry, such as a stack trace.
/// </summary>
internal sealed partial class WarningFilter
{
    private const string Indent = "      ";
    private bool showing;

    /// <summary>The part of the line worth showing, or <see langword="null"/>.</summary>
    public string? Read(string line)
    {
        if (Header().Match(line) is { Success: true } header)
        {
            showing = header.Groups["level"].Value is "warn" or "fail" or "crit";
            return showing && header.Groups["message"].Value is { Length: > 0 } message ? message : null;
        }

        if (line.StartsWith(Indent, StringComparison.Ordinal))
            return showing ? line[Indent.Length..] : null;
        showing = line.Length > 0;
        return showing ? line : null;
    }

    [GeneratedRegex(@"^(\d\d:\d\d:\d\d )?(?<level>trce|dbug|info|warn|fail|crit): \S+\[\d+\] ?(?<message>.*)$")]
    private static partial Regex Header();
}
