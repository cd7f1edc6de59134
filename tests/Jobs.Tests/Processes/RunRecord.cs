namespace Mantissa.Jobs.Tests.Processes;

/// <summary>All that a run left behind and that its specification decides: its curves, its images, its histograms and its final weights.</summary>
internal sealed record RunRecord(
    IReadOnlyDictionary<string, IReadOnlyList<(long Step, long Bits)>> Curves,
    IReadOnlyList<(string Name, long Step)> Images,
    IReadOnlyList<string> Histograms,
    string FinalCheckpoint)
{
    /// <summary>Curves of the machine rather than of the run.</summary>
    public static bool DependsOnTime(string metric) => metric.StartsWith("time/", StringComparison.Ordinal) || metric == "images_per_second";

    /// <summary>Fails with the first difference.</summary>
    public void ShouldBe(RunRecord expected)
    {
        Curves.Keys.Order().ShouldBe(expected.Curves.Keys.Order());
        foreach (var (name, points) in expected.Curves)
            Curves[name].ShouldBe(points, $"the curve {name}");
        Images.ShouldBe(expected.Images);
        Histograms.ShouldBe(expected.Histograms);
        FinalCheckpoint.ShouldBe(expected.FinalCheckpoint, "SHA-256 of the final checkpoint");
    }

    public static async Task<RunRecord> ReadAsync(Platform platform, Guid runId)
    {
        var curves = new SortedDictionary<string, IReadOnlyList<(long, long)>>(StringComparer.Ordinal);
        foreach (var series in await platform.Metrics.ListAsync(runId, default))
        {
            var points = new List<(long, long)>();
            await foreach (var point in platform.Metrics.ReadAsync(runId, series.Name, default))
                points.Add((point.Step, DependsOnTime(series.Name) ? 0 : BitConverter.DoubleToInt64Bits(point.Value)));
            curves.Add(series.Name, points);
        }

        var images = await platform.Images.ListAsync(runId, default);
        var checkpoints = await platform.Checkpoints.ListAsync(runId, default);
        return new(
            curves,
            [.. images.Select(image => (image.Name, image.Step)).Order()],
            await HistogramsAsync(platform, runId),
            Convert.ToHexString(checkpoints.Single(checkpoint => checkpoint.Kind == Data.Entities.CheckpointKind.Final).Sha256));
    }

    private static async Task<IReadOnlyList<string>> HistogramsAsync(Platform platform, Guid runId)
    {
        var lines = new List<string>();
        foreach (var site in (await platform.Histograms.ListAsync(runId, default)).Sites)
        {
            foreach (var (step, histogram) in (await platform.Histograms.ReadAsync(runId, site, null, null, 1000, default)).Points)
                lines.Add($"{step}: {histogram with { Counts = [] }} {string.Join(' ', histogram.Counts)}");
        }

        return lines;
    }
}
