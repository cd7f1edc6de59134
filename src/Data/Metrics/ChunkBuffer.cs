using Npgsql;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Chunks of many series as parameters of one statement. PostgreSQL has no arrays of arrays of different length, so all points travel in
/// one array each for steps, values and times, and every chunk names its slice; so do the summaries and the means.
/// </summary>
internal sealed class ChunkBuffer
{
    private static readonly string[] Prefixes = ["", "summary_", "mean_"];

    public static readonly string SliceColumns = string.Join(", ", Prefixes.Select(prefix => $"{prefix}steps, \"{prefix}values\", {prefix}times"));

    public static readonly string SliceParameters = string.Join(
        ", ", Prefixes.Select(prefix => $"@{prefix}start::integer[], @{prefix}stop::integer[]"));

    /// <summary>The names under which a statement's <c>unnest</c> knows <see cref="SliceParameters"/>.</summary>
    public static readonly string SliceNames = string.Join(", ", Prefixes.Select(prefix => $"{prefix}start, {prefix}stop"));

    private readonly StatisticsBuffer statistics = new();
    private readonly SliceBuffer points = new(Prefixes[0]);
    private readonly SliceBuffer summaries = new(Prefixes[1]);
    private readonly SliceBuffer means = new(Prefixes[2]);

    /// <summary>The slices that a statement cuts out of the parameters of this buffer, given the alias of its <c>unnest</c>.</summary>
    public static string Slices(string chunk) => string.Join(",\n", Prefixes.SelectMany(prefix => new[]
    {
        Slice(chunk, prefix, "steps", "bigint"), Slice(chunk, prefix, "values", "double precision"), Slice(chunk, prefix, "times", "bigint"),
    }));

    /// <param name="chunk">Points in ascending step.</param>
    /// <param name="isSealed">Whether the chunk is final, so that a summary of it is worth keeping.</param>
    public void Add(PointArrays chunk, bool isSealed)
    {
        statistics.Add(chunk);
        points.Add(chunk);
        summaries.Add(isSealed ? ChunkSummary.Of(chunk) : null);
        means.Add(isSealed ? ChunkMeans.Of(chunk) : null);
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        statistics.AddTo(parameters, "chunk");
        points.AddTo(parameters);
        summaries.AddTo(parameters);
        means.AddTo(parameters);
    }

    private static string Slice(string chunk, string prefix, string part, string type) =>
        $"case when {chunk}.{prefix}start is not null then (@{prefix}{part}::{type}[])[{chunk}.{prefix}start:{chunk}.{prefix}stop] end";
}
