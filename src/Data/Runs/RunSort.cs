using Mantissa.Data.Querying;

namespace Mantissa.Data.Runs;

/// <summary>The orders in which runs can be listed without a query that says. Ties are broken by id, so that every order is total.</summary>
public static class RunSort
{
    public const string Default = "-createdAt";

    public static IReadOnlyList<string> Keys { get; } =
    [
        "createdAt", "startedAt", "finishedAt", "name", "model", "format", "dataset", "seed", "queue", "status", "step", "epoch", "loss", "imagesPerSecond",
    ];

    /// <summary>Reads a key, or any other field of the query language, with <c>-</c> before it for descending.</summary>
    /// <exception cref="RunQueryException">It names nothing that runs have.</exception>
    public static OrderKey Parse(string sort, QueryContext context)
    {
        ArgumentNullException.ThrowIfNull(sort);
        var descending = sort.StartsWith('-');
        var key = descending ? sort[1..] : sort;
        return Field(key, context) is { } field
            ? new OrderKey(field, descending)
            : throw new RunQueryException(
                "sort", $"Runs cannot be sorted by '{key}'; choose one of {string.Join(", ", Keys)}, or a metric, parameter or tag, e.g. metrics.kid.min.");
    }

    private static Field? Field(string key, QueryContext context)
    {
        try
        {
            return QueryParser.ParseField(key, context);
        }
        catch (QuerySyntaxException)
        {
            return null;
        }
    }
}
