using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Metrics;

/// <summary>
/// Chunks of many series as parameters of one statement. PostgreSQL has no arrays of arrays of different length, so all points travel in
/// one array each for steps, values and times, and every chunk names its slice.
/// </summary>
internal sealed class ChunkBuffer
{
    /// <summary>The slices that a statement cuts out of the parameters of this buffer, given the alias of its <c>unnest</c>.</summary>
    public static string Slices(string chunk) => string.Join(
        ",\n",
        $"(@steps::bigint[])[{chunk}.start:{chunk}.stop]",
        $"(@values::double precision[])[{chunk}.start:{chunk}.stop]",
        $"(@times::bigint[])[{chunk}.start:{chunk}.stop]",
        $"case when {chunk}.summary_start is not null then (@summary_steps::bigint[])[{chunk}.summary_start:{chunk}.summary_stop] end",
        $"case when {chunk}.summary_start is not null then (@summary_values::double precision[])[{chunk}.summary_start:{chunk}.summary_stop] end",
        $"case when {chunk}.summary_start is not null then (@summary_times::bigint[])[{chunk}.summary_start:{chunk}.summary_stop] end");

    public const string SliceColumns = "steps, \"values\", times, summary_steps, summary_values, summary_times";

    public const string SliceParameters = "@chunk_start::integer[], @chunk_stop::integer[], @summary_start::integer[], @summary_stop::integer[]";

    private readonly StatisticsBuffer statistics = new();
    private readonly List<int> start = [];
    private readonly List<int> stop = [];
    private readonly List<int?> summaryStart = [];
    private readonly List<int?> summaryStop = [];
    private readonly Block points = new();
    private readonly Block summaries = new();

    /// <param name="chunk">Points in ascending step.</param>
    /// <param name="isSealed">Whether the chunk is final, so that a summary of it is worth keeping.</param>
    public void Add(PointArrays chunk, bool isSealed)
    {
        statistics.Add(chunk);
        start.Add(points.Count + 1);
        points.Add(chunk);
        stop.Add(points.Count);
        var summary = isSealed ? ChunkSummary.Of(chunk) : null;
        summaryStart.Add(summary is null ? null : summaries.Count + 1);
        if (summary is { } kept)
            summaries.Add(kept);
        summaryStop.Add(summary is null ? null : summaries.Count);
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        statistics.AddTo(parameters, "chunk");
        parameters.AddWithValue("chunk_start", start);
        parameters.AddWithValue("chunk_stop", stop);
        parameters.AddWithValue("summary_start", summaryStart);
        parameters.AddWithValue("summary_stop", summaryStop);
        points.AddTo(parameters, "");
        summaries.AddTo(parameters, "summary_");
    }

    private sealed class Block
    {
        private readonly List<long> steps = [];
        private readonly List<double> values = [];
        private readonly List<long> times = [];

        public int Count => steps.Count;

        public void Add(PointArrays points)
        {
            steps.AddRange(DeltaCoding.Encode(points.Steps));
            values.AddRange(points.Values);
            times.AddRange(DeltaCoding.Encode(points.Times));
        }

        public void AddTo(NpgsqlParameterCollection parameters, string prefix)
        {
            parameters.AddWithValue($"{prefix}steps", NpgsqlDbType.Array | NpgsqlDbType.Bigint, steps);
            parameters.AddWithValue($"{prefix}values", NpgsqlDbType.Array | NpgsqlDbType.Double, values);
            parameters.AddWithValue($"{prefix}times", NpgsqlDbType.Array | NpgsqlDbType.Bigint, times);
        }
    }
}
