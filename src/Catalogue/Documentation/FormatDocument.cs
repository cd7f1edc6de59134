using System.Globalization;
using System.Text;

namespace Mantissa.Catalogue.Documentation;

/// <summary>The page of documentation of a format, in Markdown, from nothing but its catalogue entry.</summary>
public static class FormatDocument
{
    /// <summary>Summary, documentation, options and source.</summary>
    public static string Write(FormatEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder().Append(entry.Documentation.Trim()).Append('\n');
        if (entry.Parameters.Count > 0)
        {
            text.Append("\n## Options\n\n| option | default | what it does |\n|---|---|---|\n");
            foreach (var parameter in entry.Parameters)
                text.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {Default(parameter)} | {parameter.Help}{Range(parameter)} |\n");
        }

        return text.Append("\n## Source\n\n").Append(entry.Source).Append(".\n").ToString();
    }

    /// <summary>The list of all formats, with links to their pages.</summary>
    public static string WriteIndex(IEnumerable<FormatEntry> entries)
    {
        var text = new StringBuilder("# Number formats\n\n| format | bits per value | what it is |\n|---|---|---|\n");
        foreach (var entry in entries)
            text.Append(CultureInfo.InvariantCulture, $"| [{entry.Family}]({FileName(entry)}) | {entry.BitsPerValue} | {entry.Summary} |\n");
        return text.Append("\nThese pages are written by `./mantissa formats docs` from what each format says about itself.\n").ToString();
    }

    public static string FileName(FormatEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return $"{entry.Family}.md";
    }

    private static string Default(ParameterSchema parameter) => parameter.Default is { } value ? $"`{value.ToString().Trim('"')}`" : "–";

    private static string Range(ParameterSchema parameter)
    {
        string Number(double value) => value.ToString("G", CultureInfo.InvariantCulture);
        if (parameter.Choices is { } choices)
            return $" One of {string.Join(", ", choices.Select(choice => $"`{choice}`"))}.";
        return parameter is { Minimum: { } from, Maximum: { } to } ? $" From {Number(from)} to {Number(to)}{(parameter.Unit is { } unit ? " " + unit : "")}." : "";
    }
}
