using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Catalogue.Validation;

/// <summary>Checks one value against its schema.</summary>
internal static class ParameterCheck
{
    private const int LongestText = 4096;
    private const int LongestDocument = 8_000;

    /// <summary>What is wrong with the value, as a sentence; <see langword="null"/> when it may be used.</summary>
    public static string? Problem(ParameterSchema schema, JsonNode value) => schema.Kind switch
    {
        ParameterKind.Integer or ParameterKind.Number => NumberProblem(schema, value),
        ParameterKind.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? null
            : $"{schema.Label} must be true or false.",
        ParameterKind.Choice => ChoiceProblem(schema, value),
        ParameterKind.Text => TextProblem(schema, value),
        ParameterKind.Markdown => TextProblem(schema, value, LongestDocument, IsNoText),
        ParameterKind.UploadedSet => SetProblem(schema, value),
        ParameterKind.Path => TextProblem(schema, value) ?? PathProblem(schema, value.GetValue<string>()),
        _ => throw new ArgumentOutOfRangeException(nameof(schema), schema.Kind, "Unknown parameter kind."),
    };

    private static string? NumberProblem(ParameterSchema schema, JsonNode value)
    {
        var whole = schema.Kind == ParameterKind.Integer;
        if (Number(value) is not { } number)
            return $"{schema.Label} must be a {(whole ? "whole " : "")}number.";
        if (whole && number != Math.Floor(number))
            return $"{schema.Label} must be a whole number, not {Text(number)}.";
        if (number < schema.Minimum || number > schema.Maximum)
            return $"{schema.Label} must be {Range(schema)}, not {Text(number)}.";
        if (schema.Step is { } step && Steps(schema, number, step) is var steps && Math.Abs(steps - Math.Round(steps)) > 1e-9)
            return $"{schema.Label} must be one of {Examples(schema, step)}, not {Text(number)}.";
        return null;
    }

    /// <summary>The value as a number, whichever .NET type backs the node; <see langword="null"/> when it is no finite number.</summary>
    public static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static double Steps(ParameterSchema schema, double number, double step) => (number - (schema.Minimum ?? 0)) / step;

    private static string Range(ParameterSchema schema)
    {
        var unit = schema.Unit is null ? "" : $" {schema.Unit}";
        return (schema.Minimum, schema.Maximum) switch
        {
            ({ } low, { } high) => $"between {Text(low)} and {Text(high)}{unit}",
            ({ } low, null) => $"at least {Text(low)}{unit}",
            (null, { } high) => $"at most {Text(high)}{unit}",
            _ => "a number",
        };
    }

    private static string Examples(ParameterSchema schema, double step)
    {
        var first = schema.Minimum ?? 0;
        return $"{Text(first)}, {Text(first + step)}, {Text(first + (2 * step))}, … in steps of {Text(step)}";
    }

    private static string? ChoiceProblem(ParameterSchema schema, JsonNode value)
    {
        var choices = schema.Choices ?? [];
        if (value.GetValueKind() != JsonValueKind.String)
            return $"{schema.Label} must be one of {string.Join(", ", choices)}.";
        var text = value.GetValue<string>();
        return choices.Contains(text) ? null : $"{schema.Label} cannot be '{Excerpt(text)}'.{Suggestion.For(text, choices)}";
    }

    private static string? SetProblem(ParameterSchema schema, JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String || !Guid.TryParse(value.GetValue<string>(), out var id))
            return $"{schema.Label} must be the id of an uploaded set, not '{Excerpt(value.ToString())}'. The page Datasets and GET /api/v1/datasets list them.";
        return schema.Choices is { } choices && !choices.Contains(id.ToString())
            ? $"There is no uploaded set {id} that is ready. The page Datasets and GET /api/v1/datasets list them."
            : null;
    }

    private static string? TextProblem(ParameterSchema schema, JsonNode value) => TextProblem(schema, value, LongestText, char.IsControl);

    private static string? TextProblem(ParameterSchema schema, JsonNode value, int longest, Func<char, bool> isForbidden)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            return $"{schema.Label} must be text in quotes.";
        var text = value.GetValue<string>();
        if (text.Length > longest)
            return $"{schema.Label} may have at most {longest:N0} characters, not {text.Length:N0}.";
        return text.Any(isForbidden) ? $"{schema.Label} may not contain control characters." : null;
    }

    private static bool IsNoText(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');

    /// <summary>
    /// The web process cannot see the worker's disk, so this is about the path's text: absolute and inside an allowed folder after
    /// <c>..</c> is taken out. The worker checks again with links resolved.
    /// </summary>
    private static string? PathProblem(ParameterSchema schema, string path)
    {
        var roots = schema.Roots ?? [];
        if (path.Length == 0)
            return schema.Required ? $"{schema.Label} is missing." : null;
        var allowed = roots.Count == 0
            ? " The worker allows no folder yet; start it with MANTISSA_DATA_ROOTS."
            : $" Allowed: {string.Join(", ", roots)}.";
        if (!path.StartsWith('/'))
            return $"{schema.Label} must be an absolute path on the worker, not '{Excerpt(path)}'.{allowed}";
        var normal = Path.GetFullPath(path);
        return roots.Any(root => IsInside(normal, Path.GetFullPath(root)))
            ? null
            : $"{schema.Label} '{Excerpt(path)}' is outside the folders that the worker may read.{allowed}";
    }

    private static bool IsInside(string path, string root) =>
        path == root || path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);

    internal static string Excerpt(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static string Text(double number) =>
        Math.Abs(number) is >= 1e-3 and < 1e15 || number == 0
            ? number.ToString("#,0.############", CultureInfo.InvariantCulture)
            : number.ToString("G", CultureInfo.InvariantCulture);
}
