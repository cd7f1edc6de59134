using System.Globalization;
using System.Text.RegularExpressions;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Querying;

/// <summary>Values as the fields that they are compared with take them.</summary>
internal sealed partial class Literals(QueryContext context)
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>One value, or the several that a word of MLflow's stands for.</summary>
    public IEnumerable<object> Read(Field field, Token token)
    {
        if (token.Kind is not (TokenKind.Number or TokenKind.Text or TokenKind.DoubleQuoted) && !token.Is("true") && !token.Is("false"))
        {
            var hint = token.Kind == TokenKind.Word ? $"; if '{token.Text}' is the value, put it in quotes" : "";
            throw new QuerySyntaxException(token.Position, token.Length, $"expected a value, found {token.Description}{hint}.");
        }

        return field switch
        {
            MetricField => [Number(field, token)],
            TagField => [Text(field, token)],
            ParameterField => [token.Kind == TokenKind.Number ? token.Number : Text(field, token)],
            AttributeField { Attribute.Kind: AttributeKind.Number } => [Number(field, token)],
            AttributeField { Attribute.Kind: AttributeKind.Time } => [Time(field, token)],
            AttributeField { Attribute.Kind: AttributeKind.Status } => Status(field, token),
            AttributeField { Attribute.Kind: AttributeKind.Id } => [Id(field, token)],
            AttributeField { Attribute.Kind: AttributeKind.Flag } => [Flag(field, token)],
            _ => [Text(field, token)],
        };
    }

    public static string NameOf(Field field) => field switch
    {
        AttributeField { Attribute: var attribute } => attribute.Name,
        ParameterField { Name: var name } => $"the parameter '{name}'",
        TagField { Name: var name } => $"the tag '{name}'",
        MetricField { Name: var name } => $"the metric '{name}'",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Unknown kind of field."),
    };

    private static double Number(Field field, Token token) =>
        token.Kind == TokenKind.Number ? token.Number : throw Wrong(field, token, "a number, without quotes");

    private static string Text(Field field, Token token) =>
        token.Kind is TokenKind.Text or TokenKind.DoubleQuoted ? token.Text : throw Wrong(field, token, "text, in quotes");

    private static Guid Id(Field field, Token token) =>
        token.Kind != TokenKind.Number && Guid.TryParse(token.Text, out var id) ? id : throw Wrong(field, token, "an id, in quotes");

    private static bool Flag(Field field, Token token) => token.Kind != TokenKind.Number && bool.TryParse(token.Text, out var flag)
        ? flag
        : throw Wrong(field, token, "true or false");

    private IEnumerable<object> Status(Field field, Token token)
    {
        if (token.Kind is not (TokenKind.Text or TokenKind.DoubleQuoted))
            throw Wrong(field, token, $"one of {string.Join(", ", Enum.GetNames<RunStatus>())}, in quotes");
        return token.Text.ToUpperInvariant() switch
        {
            "RUNNING" when context.Mlflow => [nameof(RunStatus.Starting), nameof(RunStatus.Running)],
            "FINISHED" => [nameof(RunStatus.Completed)],
            "KILLED" => [nameof(RunStatus.Cancelled)],
            "SCHEDULED" => [nameof(RunStatus.Queued)],
            _ when Enum.GetNames<RunStatus>().FirstOrDefault(name => name.Equals(token.Text, StringComparison.OrdinalIgnoreCase)) is { } name => [name],
            _ => throw Wrong(field, token, $"one of {string.Join(", ", Enum.GetNames<RunStatus>())}"),
        };
    }

    private DateTimeOffset Time(Field field, Token token)
    {
        const string expected = "a time: text such as '2026-11-26', '2026-11-26T09:30Z' or '-7d', or a number of milliseconds since 1970";
        if (token.Kind == TokenKind.Number)
        {
            return token.Number >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && token.Number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)token.Number)
                : throw Wrong(field, token, expected);
        }

        if (token.Kind != TokenKind.Word && Ago().Match(token.Text) is { Success: true } ago)
            return context.Now - (Span(ago.Groups["unit"].ValueSpan[0]) * int.Parse(ago.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));
        return token.Kind != TokenKind.Word && DateTimeOffset.TryParseExact(
            token.Text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Wrong(field, token, expected);
    }

    private static TimeSpan Span(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    private static QuerySyntaxException Wrong(Field field, Token token, string expected) =>
        new(token.Position, token.Length, $"{NameOf(field)} is compared with {expected}; found {token.Description}.");

    /// <summary>At most five digits, so that no span goes past the calendar's beginning.</summary>
    [GeneratedRegex("^-(?<count>[0-9]{1,5})(?<unit>[smhdw])$")]
    private static partial Regex Ago();
}
