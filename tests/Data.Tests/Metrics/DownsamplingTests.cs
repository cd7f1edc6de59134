using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

/// <summary>
/// Charts are held against the points themselves, for series that are read in each of the three ways: from points, from the summaries of
/// chunks, and from their statistics; whole and in part; in order and not.
/// </summary>
public sealed class DownsamplingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Theory]
    [InlineData(900, 100)]
    [InlineData(12_000, 200)]
    [InlineData(60_000, 300)]
    [InlineData(200_000, 100)]
    [InlineData(200_000, 5)]
    [InlineData(200_000, 7)]
    public async Task No_spike_disappears(int count, int budget)
    {
        var values = Noise(count, seed: count + budget);
        values[count / 3] = 1e6;
        values[count / 2] = -1e6;
        values[(count * 4 / 5) + 7] = double.NaN;
        var run = await StoreAsync(values);

        var chart = await postgres.SeriesAsync(run, "loss", budget);
        chart.Downsampled.ShouldBeTrue();
        chart.TotalPoints.ShouldBe(count);
        chart.Steps.Length.ShouldBeLessThanOrEqualTo(budget);
        ShouldShow(chart, values, 0, count - 1);
        Kept(chart, count / 3).ShouldBe(1e6);
        Kept(chart, count / 2).ShouldBe(-1e6);
        Kept(chart, (count * 4 / 5) + 7).ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(100_000, 40_123, 47_777, 200)]
    [InlineData(100_000, 1_500, 98_500, 100)]
    [InlineData(100_000, 999, 1_001, 100)]
    [InlineData(100_000, 99_999, 200_000, 100)]
    [InlineData(100_000, -50, 20, 100)]
    public async Task A_part_is_shown_as_exactly_as_the_whole(int count, int from, int to, int budget)
    {
        var values = Noise(count, seed: from + 1000);
        var run = await StoreAsync(values);
        var chart = (await Metrics.QueryAsync(new([run], ["loss"], from, to, budget), CancellationToken.None)).Single();
        var (first, last) = (Math.Max(from, 0), Math.Min(to, count - 1));
        chart.TotalPoints.ShouldBe(last - first + 1);
        chart.Steps.Length.ShouldBeLessThanOrEqualTo(budget);
        ShouldShow(chart, values, first, last);
    }

    [Fact]
    public async Task A_range_without_points_has_none()
    {
        var run = await StoreAsync(Noise(5_000, seed: 1));
        (await Metrics.QueryAsync(new([run], ["loss"], 6_000, 7_000, 100), CancellationToken.None)).Single().Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task As_many_points_as_asked_for_are_all_there()
    {
        var values = Noise(3_000, seed: 2);
        var run = await StoreAsync(values);
        foreach (var budget in new[] { 0, 3_000, 5_000 })
        {
            var chart = await postgres.SeriesAsync(run, "loss", budget);
            chart.Downsampled.ShouldBeFalse();
            chart.Values.ShouldBe(values);
        }
    }

    [Fact]
    public async Task The_budget_is_used()
    {
        var run = await StoreAsync(Noise(500_000, seed: 3));
        foreach (var budget in new[] { 100, 300, 1_000, 2_000 })
            (await postgres.SeriesAsync(run, "loss", budget)).Steps.Length.ShouldBeInRange(budget * 6 / 10, budget);
    }

    [Fact]
    public async Task Chunks_that_overlap_show_every_extreme()
    {
        // Every second batch arrives late, so chunks of different batches cover the same steps.
        var values = Noise(64_000, seed: 4);
        values[33_333] = 1e6;
        var run = (await postgres.SubmitAsync()).Id;
        var batches = values.Select((value, step) => new MetricPoint("loss", step, value, Sample.Start)).Chunk(4_000).ToArray();
        var order = Enumerable.Range(0, batches.Length).OrderBy(i => i % 2).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var mixed = batches[order[i]].Concat(i > 0 ? [] : [new MetricPoint("loss", 64_000, 0.5, Sample.Start)]);
            await Metrics.AppendAsync(run, 1, i + 1, [.. mixed], CancellationToken.None);
        }

        var chart = await postgres.SeriesAsync(run, "loss", 200);
        chart.Steps.ShouldBeInOrder();
        chart.TotalPoints.ShouldBe(64_001);
        Kept(chart, 33_333).ShouldBe(1e6);
        (chart.Steps[0], chart.Steps[^1]).ShouldBe((0, 64_000));
        (chart.Values.Min(), chart.Values.Max()).ShouldBe((values.Min(), values.Max()));
        var all = new List<long>();
        await foreach (var point in Metrics.ReadAsync(run, "loss", CancellationToken.None))
            all.Add(point.Step);
        all.ShouldBe(Enumerable.Range(0, 64_001).Select(step => (long)step));
    }

    [Fact]
    public async Task At_every_zoom_the_ends_and_the_extremes_are_those_of_the_points()
    {
        const int count = 120_000;
        var random = new Random(17);
        var values = Noise(count, seed: 6);
        for (var i = 0; i < 200; i++)
            values[random.Next(count)] = i % 5 == 0 ? double.NaN : random.NextDouble() * 100;
        var run = (await postgres.SubmitAsync()).Id;
        var batches = values.Select((value, step) => new MetricPoint("loss", step, value, Sample.Start)).Chunk(3_700).Index().OrderBy(batch => batch.Index % 3);
        foreach (var (sequence, batch) in batches)
            await Metrics.AppendAsync(run, 1, sequence + 1, batch, CancellationToken.None);

        for (var zoom = 0; zoom < 60; zoom++)
        {
            // From the whole series down to a few points.
            var width = (int)(count * Math.Pow(2, -zoom / 4.0));
            var from = random.Next(count - width + 1);
            var to = from + Math.Max(width, 2) - 1;
            var budget = random.Next(5, 2000);
            var chart = (await Metrics.QueryAsync(new([run], ["loss"], from, to, budget), CancellationToken.None)).Single();
            var finite = values[from..(to + 1)].Where(double.IsFinite).ToArray();
            var shown = chart.Values.Where(double.IsFinite).ToArray();
            (chart.Steps[0], chart.Steps[^1], chart.TotalPoints).ShouldBe((from, to, to - from + 1), $"{from} to {to} in {budget} points");
            (shown.Min(), shown.Max()).ShouldBe((finite.Min(), finite.Max()), $"{from} to {to} in {budget} points");
            chart.Values.Any(double.IsNaN).ShouldBe(values[from..(to + 1)].Any(double.IsNaN));
            chart.Steps.Length.ShouldBeLessThanOrEqualTo(budget);
        }
    }

    /// <summary>First, last and both extremes are there, only true points are, and near every point is one at least as high and one as low.</summary>
    private static void ShouldShow(SeriesData chart, double[] values, int first, int last)
    {
        chart.Steps.ShouldBeInOrder();
        (chart.Steps[0], chart.Steps[^1]).ShouldBe((first, last));
        for (var i = 0; i < chart.Steps.Length; i++)
            chart.Values[i].ShouldBe(values[chart.Steps[i]]);
        var finite = values[first..(last + 1)].Where(double.IsFinite).ToArray();
        var shown = chart.Values.Where(double.IsFinite).ToArray();
        (shown.Min(), shown.Max()).ShouldBe((finite.Min(), finite.Max()));

        // A stretch holds two or three points of the chart; an extreme that lies across its end shows in the next.
        var reach = 4 * ((last - first + 1) / Math.Max(1, (chart.Steps.Length - 2) / 3)) + 2000;
        for (var step = first; step <= last; step += Math.Max(1, (last - first) / 997))
        {
            if (!double.IsFinite(values[step]))
                continue;
            var near = Enumerable.Range(0, chart.Steps.Length).Where(i => Math.Abs(chart.Steps[i] - step) <= reach && double.IsFinite(chart.Values[i])).ToArray();
            near.Max(i => chart.Values[i]).ShouldBeGreaterThanOrEqualTo(values[step]);
            near.Min(i => chart.Values[i]).ShouldBeLessThanOrEqualTo(values[step]);
        }
    }

    private static double Kept(SeriesData chart, long step)
    {
        var index = Array.IndexOf(chart.Steps, step);
        index.ShouldBeGreaterThanOrEqualTo(0, $"step {step} is not in the chart");
        return chart.Values[index];
    }

    private static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(step => Math.Exp(-3.0 * step / count) + (0.1 * random.NextDouble()))];
    }

    private async Task<Guid> StoreAsync(double[] values)
    {
        var run = (await postgres.SubmitAsync()).Id;
        var sequence = 0;
        foreach (var part in values.Select((value, step) => new MetricPoint("loss", step, value, Sample.Start.AddSeconds(step))).Chunk(25_000))
            await Metrics.AppendAsync(run, 1, ++sequence, part, CancellationToken.None);
        return run;
    }
}
