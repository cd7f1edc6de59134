using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>The conditions of a query as SQL with parameters; nothing that a user wrote becomes part of the text.</summary>
internal sealed class RunFilter
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n', '\u00a0'];
    private readonly List<string> conditions = [];
    private readonly List<NpgsqlParameter> parameters = [];

    public RunFilter(RunQuery query)
    {
        foreach (var word in (query.Text ?? "").Split(Spaces, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Add($"search like lower({Parameter($"%{LikePattern.Escape(word)}%")})");
        if (query.Statuses is { Count: > 0 } statuses)
            Add($"status = any({Parameter(statuses.Select(status => status.ToString()).ToArray())})");
        if (query.ComparisonId is { } comparison)
            Add($"comparison_id = {Parameter(comparison)}");
        if (query.Archived is { } archived)
            Add(archived ? "archived_at is not null" : "archived_at is null");
    }

    public string Where => conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);

    /// <summary>Copies, because a parameter belongs to one command.</summary>
    public object[] Parameters => [.. parameters.Select(parameter => parameter.Clone())];

    /// <summary>Continues after a cursor, in the order of <see cref="RunStore"/>: values, then those without one, ties by id.</summary>
    public void After(RunCursor cursor, RunSortColumn column, bool descending)
    {
        var beyond = descending ? "<" : ">";
        var id = Parameter(cursor.Id);
        if (cursor.Value is null)
        {
            Add($"({column.Sql} is null and id {beyond} {id})");
            return;
        }

        var position = $"({column.Sql}, id) {beyond} ({Parameter(cursor.Value)}::text::{column.Type}, {id})";
        Add(column.Nullable ? $"({position} or {column.Sql} is null)" : position);
    }

    private void Add(string condition) => conditions.Add(condition);

    private string Parameter(object value)
    {
        var name = $"@p{parameters.Count}";
        parameters.Add(new NpgsqlParameter(name, value));
        return name;
    }
}
