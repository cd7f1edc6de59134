namespace Mantissa.Data.Runs;

/// <summary>The orders in which runs can be listed. Ties are broken by id, so that every order is total.</summary>
public static class RunSort
{
    public const string Default = "-createdAt";

    /// <summary>What a sort key means in SQL, and the type by which a cursor compares it.</summary>
    internal static readonly IReadOnlyDictionary<string, RunSortColumn> Columns = new Dictionary<string, RunSortColumn>(StringComparer.Ordinal)
    {
        ["createdAt"] = new("created_at", "timestamptz", Nullable: false),
        ["startedAt"] = new("started_at", "timestamptz", Nullable: true),
        ["finishedAt"] = new("finished_at", "timestamptz", Nullable: true),
        ["name"] = new("name", "text", Nullable: false),
        ["model"] = new("model", "text", Nullable: false),
        ["format"] = new("format", "text", Nullable: false),
        ["dataset"] = new("dataset", "text", Nullable: false),
        ["seed"] = new("seed", "bigint", Nullable: false),
        ["queue"] = new("queue", "text", Nullable: false),
        ["status"] = new("status", "text", Nullable: false),
        ["step"] = new("step", "bigint", Nullable: false),
        ["epoch"] = new("epoch", "double precision", Nullable: false),
        ["loss"] = new("loss", "double precision", Nullable: true),
        ["imagesPerSecond"] = new("images_per_second", "double precision", Nullable: true),
    };

    public static IEnumerable<string> Keys => Columns.Keys;

    internal static (RunSortColumn Column, bool Descending) Parse(string sort)
    {
        var descending = sort.StartsWith('-');
        var key = descending ? sort[1..] : sort;
        return Columns.TryGetValue(key, out var column)
            ? (column, descending)
            : throw new RunQueryException("sort", $"Runs cannot be sorted by '{key}'; choose one of {string.Join(", ", Keys)}.");
    }
}

internal sealed record RunSortColumn(string Sql, string Type, bool Nullable);
