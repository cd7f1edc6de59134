using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;

namespace Mantissa.Data.Querying;

/// <summary>Reads the name of a field: an attribute, or a kind and a name, e.g. <c>metrics."train loss".min</c>.</summary>
internal sealed class FieldReader(TokenReader tokens, QueryContext context)
{
    /// <summary>What the last part of a metric's name may ask for; which of two the best is, depends on the metric.</summary>
    public static readonly IReadOnlyDictionary<string, MetricAggregate?> Aggregates = new Dictionary<string, MetricAggregate?>(StringComparer.OrdinalIgnoreCase)
    {
        ["last"] = MetricAggregate.Last, ["min"] = MetricAggregate.Min, ["max"] = MetricAggregate.Max, ["count"] = MetricAggregate.Count, ["best"] = null,
    };

    private enum Kind
    {
        Attribute,
        Parameter,
        Tag,
        Metric,
    }

    private static readonly Dictionary<string, Kind> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["attributes"] = Kind.Attribute, ["attribute"] = Kind.Attribute, ["attr"] = Kind.Attribute, ["run"] = Kind.Attribute,
        ["params"] = Kind.Parameter, ["param"] = Kind.Parameter, ["parameters"] = Kind.Parameter, ["parameter"] = Kind.Parameter,
        ["metrics"] = Kind.Metric, ["metric"] = Kind.Metric,
        ["tags"] = Kind.Tag, ["tag"] = Kind.Tag,
    };

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "not", "in", "like", "ilike", "is", "null", "order", "by", "asc", "desc", "true", "false",
    };

    public Field Read(string expected)
    {
        var token = tokens.Current;
        if (token.Kind is TokenKind.Backticked or TokenKind.DoubleQuoted)
            return Attribute(tokens.Take(), token.Text);
        if (token.Kind != TokenKind.Word || Keywords.Contains(token.Text))
            throw tokens.Unexpected(expected);
        tokens.Take();
        var dot = token.Text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Attribute(token, token.Text);
        if (!Prefixes.TryGetValue(token.Text[..dot], out var kind))
        {
            throw new QuerySyntaxException(
                token.Position, dot, $"there is no kind of field '{token.Text[..dot]}'.{Suggestion.For(token.Text[..dot], ["metrics", "params", "tags", "attributes"])}");
        }

        return dot + 1 < token.Text.Length ? Unquoted(kind, token, token.Text[(dot + 1)..]) : Quoted(kind, token);
    }

    /// <summary>A last part that is an aggregate's name is one; the rest, dots and all, is the metric's.</summary>
    private Field Unquoted(Kind kind, Token token, string name)
    {
        var dot = name.LastIndexOf('.');
        return kind == Kind.Metric && !context.Mlflow && dot > 0 && Aggregate(token, name[..dot], name[(dot + 1)..]) is { } aggregate
            ? new MetricField(name[..dot], aggregate)
            : Named(kind, token, name, MetricAggregate.Last);
    }

    private Field Quoted(Kind kind, Token token)
    {
        var name = tokens.Current;
        if (name.Kind is not (TokenKind.Backticked or TokenKind.DoubleQuoted) || name.Position != token.End || name.Text.Length == 0)
            throw tokens.Unexpected($"a name after '{token.Text}'");
        tokens.Take();
        var suffix = tokens.Current;
        if (suffix.Kind != TokenKind.Word || suffix.Position != name.End)
            return Named(kind, name, name.Text, MetricAggregate.Last);
        if (kind != Kind.Metric || suffix.Text[0] != '.' || Aggregate(suffix, name.Text, suffix.Text[1..]) is not { } aggregate)
            throw tokens.Unexpected(kind == Kind.Metric ? ".last, .min, .max, .best or .count" : "a comparison");
        tokens.Take();
        return new MetricField(name.Text, aggregate);
    }

    private static Field Named(Kind kind, Token token, string name, MetricAggregate aggregate) => kind switch
    {
        Kind.Metric => new MetricField(name, aggregate),
        Kind.Parameter => new ParameterField(name),
        Kind.Tag => new TagField(name),
        _ => Attribute(token, name),
    };

    private static AttributeField Attribute(Token token, string name) => RunAttributes.Find(name) is { } attribute
        ? new(attribute)
        : throw new QuerySyntaxException(
            token.Position, token.Length,
            $"there is no attribute {token.Description}.{Suggestion.For(name, RunAttributes.All.Select(a => a.Name))} Metrics, parameters and tags need their kind, e.g. metrics.NAME.");

    private MetricAggregate? Aggregate(Token token, string metric, string name) =>
        Aggregates.TryGetValue(name, out var aggregate) ? aggregate ?? Best(token, metric) : null;

    private MetricAggregate Best(Token token, string metric) => context.GoalOf(metric) switch
    {
        MetricGoal.Minimize => MetricAggregate.Min,
        MetricGoal.Maximize => MetricAggregate.Max,
        _ => throw new QuerySyntaxException(
            token.Position, token.Length, "whether a small or a large value is best is not known of this metric; write .min or .max instead of .best."),
    };
}
