using Mantissa.Data.Querying;

namespace Mantissa.Web.Mlflow;

/// <summary>Reads MLflow's filter strings and sort keys. What clients keep in certain tags is a property of a run here.</summary>
internal static class MlflowFilter
{
    private static readonly Dictionary<string, string> Properties = new()
    {
        [MlflowRuns.NameTag] = "name",
        [MlflowRuns.NotesTag] = "notes",
        [MlflowRuns.ModelTag] = "model",
        [MlflowRuns.FormatTag] = "format",
        [MlflowRuns.DatasetTag] = "dataset",
    };

    /// <summary>The condition; <see langword="null"/> for everything.</summary>
    public static Condition? Parse(string? text, QueryContext context)
    {
        try
        {
            return QueryParser.Parse(text, context).Condition is { } condition ? Translate(condition) : null;
        }
        catch (QuerySyntaxException error)
        {
            throw MlflowError.Invalid($"Invalid filter string, {error.Message}");
        }
    }

    public static OrderKey ParseOrder(string text, QueryContext context)
    {
        try
        {
            var key = QueryParser.ParseOrderKey(text, context);
            return key with { Field = Translate(key.Field) };
        }
        catch (QuerySyntaxException error)
        {
            throw MlflowError.Invalid($"Invalid order_by clause '{text}', {error.Message}");
        }
    }

    private static Condition Translate(Condition condition) => condition switch
    {
        AllOf all => new AllOf([.. all.Conditions.Select(Translate)]),
        AnyOf any => new AnyOf([.. any.Conditions.Select(Translate)]),
        Not not => new Not(Translate(not.Inner)),
        FieldComparison comparison => comparison with { Field = Translate(comparison.Field) },
        Membership membership => membership with { Field = Translate(membership.Field) },
        PatternMatch match => match with { Field = Translate(match.Field) },
        Presence presence => presence with { Field = Translate(presence.Field) },
        _ => condition,
    };

    private static Field Translate(Field field) =>
        field is TagField tag && Properties.TryGetValue(tag.Name, out var property) ? new AttributeField(RunAttributes.Find(property)!) : field;
}
