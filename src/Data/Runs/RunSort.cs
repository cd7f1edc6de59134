using System.Globalization;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Runs;

/// <summary>The orders in which runs can be listed. Ties are broken by id, so that every order is total.</summary>
public static class RunSort
{
    public const string Default = "-createdAt";

    /// <summary>What a sort key means in SQL, and the type by which a cursor compares it.</summary>
    internal static readonly IReadOnlyDictionary<string, RunSortColumn> Columns = new Dictionary<string, RunSortColumn>(StringComparer.Ordinal)
    {
        ["createdAt"] = new("created_at", "timestamptz", Nullable: false, run => run.CreatedAt),
        ["startedAt"] = new("started_at", "timestamptz", Nullable: true, run => run.StartedAt),
        ["finishedAt"] = new("finished_at", "timestamptz", Nullable: true, run => run.FinishedAt),
        ["name"] = new("name", "text", Nullable: false, run => run.Name),
        ["model"] = new("model", "text", Nullable: false, run => run.Model),
        ["format"] = new("format", "text", Nullable: false, run => run.Format),
        ["dataset"] = new("dataset", "text", Nullable: false, run => run.Dataset),
        ["seed"] = new("seed", "bigint", Nullable: false, run => run.Seed),
        ["queue"] = new("queue", "text", Nullable: false, run => run.Queue),
        ["status"] = new("status", "text", Nullable: false, run => run.Status),
        ["step"] = new("step", "bigint", Nullable: false, run => run.Step),
        ["epoch"] = new("epoch", "double precision", Nullable: false, run => run.Epoch),
        ["loss"] = new("loss", "double precision", Nullable: true, run => run.Loss),
        ["imagesPerSecond"] = new("images_per_second", "double precision", Nullable: true, run => run.ImagesPerSecond),
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

internal sealed record RunSortColumn(string Sql, string Type, bool Nullable, Func<Run, object?> Value)
{
    /// <summary>A run's value as PostgreSQL reads it back, exactly.</summary>
    public string? TextOf(Run run) => Value(run) switch
    {
        null => null,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
