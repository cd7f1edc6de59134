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

    internal static OrderKey Parse(string sort)
    {
        var descending = sort.StartsWith('-');
        var key = descending ? sort[1..] : sort;
        return Keys.Contains(key)
            ? new OrderKey(new AttributeField(RunAttributes.Find(key)!), descending)
            : throw new RunQueryException("sort", $"Runs cannot be sorted by '{key}'; choose one of {string.Join(", ", Keys)}.");
    }
}
