using Mantissa.Data.Querying;
using Mantissa.Data.Querying.Sql;

namespace Mantissa.Data.Runs;

/// <summary>The conditions of a query as SQL with parameters; nothing that a user wrote becomes part of the text.</summary>
internal static class RunFilter
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n', '\u00a0'];

    /// <summary>What a row of <c>run</c> has to fulfil.</summary>
    public static string Write(RunQuery query, Condition? condition, SqlParameters parameters)
    {
        var conditions = new List<string>();
        foreach (var word in (query.Text ?? "").Split(Spaces, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            conditions.Add($"run.search like lower({parameters.Add($"%{LikePattern.Escape(word)}%")})");
        if (query.Statuses is { Count: > 0 } statuses)
            conditions.Add($"run.status = any({parameters.Add(statuses.Select(status => status.ToString()).ToArray())})");
        if (query.ComparisonId is { } comparison)
            conditions.Add($"run.comparison_id = {parameters.Add(comparison)}");
        if (query.ExperimentIds is { } experiments)
            conditions.Add($"run.experiment_id = any({parameters.Add(experiments.ToArray())})");
        if (query.Archived is { } archived && !AsksForArchived(condition))
            conditions.Add(archived ? "run.archived_at is not null" : "run.archived_at is null");
        if (condition is not null)
            conditions.Add(new ConditionSql(parameters).Write(condition));
        return conditions.Count == 0 ? "true" : string.Join(" and ", conditions);
    }

    /// <summary>A query that speaks of the archive decides itself whether it wants what is in there.</summary>
    private static bool AsksForArchived(Condition? condition) => condition switch
    {
        AllOf all => all.Conditions.Any(AsksForArchived),
        AnyOf any => any.Conditions.Any(AsksForArchived),
        Not not => AsksForArchived(not.Inner),
        FieldComparison { Field: AttributeField field } => field.Attribute == RunAttributes.Archived,
        Membership { Field: AttributeField field } => field.Attribute == RunAttributes.Archived,
        _ => false,
    };
}
