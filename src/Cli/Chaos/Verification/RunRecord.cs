using Mantissa.Data.Checkpoints;
using Mantissa.Data.Metrics;

namespace Mantissa.Cli.Chaos.Verification;

/// <summary>A run as the database has it: its curves, values as bits, and the SHA-256 of the checkpoint that it ended with.</summary>
internal sealed record RunRecord(IReadOnlyDictionary<string, IReadOnlyList<(long Step, long Bits)>> Curves, string? Final)
{
    /// <summary>Curves of the machine rather than of the run: their steps are the run's, their values are not.</summary>
    public static bool DependsOnTime(string metric) => metric.StartsWith("time/", StringComparison.Ordinal) || metric == "images_per_second";

    public static async Task<RunRecord> ReadAsync(Stage stage, Guid run, CancellationToken cancellationToken)
    {
        var metrics = stage.Get<MetricStore>();
        var curves = new SortedDictionary<string, IReadOnlyList<(long, long)>>(StringComparer.Ordinal);
        foreach (var series in await metrics.ListAsync(run, cancellationToken))
        {
            var points = new List<(long, long)>();
            await foreach (var point in metrics.ReadAsync(run, series.Name, cancellationToken))
                points.Add((point.Step, BitConverter.DoubleToInt64Bits(point.Value)));
            curves.Add(series.Name, points);
        }

        // Read whole, not only its hash: the content is compared with the hash on the way.
        var checkpoints = stage.Get<CheckpointStore>();
        var final = await checkpoints.FinalAsync(run, cancellationToken);
        if (final is not null)
            await checkpoints.ReadAsync(final.Id, cancellationToken);
        return new(curves, final is null ? null : Convert.ToHexStringLower(final.Sha256));
    }
}
