using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

/// <summary>Averages over groups of runs, against the same averages of the points themselves.</summary>
public sealed class GroupTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Fact]
    public async Task Few_positions_are_those_that_occur_and_each_run_counts_only_where_it_has_a_value()
    {
        var one = await StoreAsync((1, 1.0), (2, 2.0), (4, 4.0));
        var two = await StoreAsync((1, 3.0), (3, 5.0), (4, double.NaN));
        var three = await StoreAsync((1, 8.0), (4, 10.0));
        var curves = await Metrics.GroupAsync(new([new("a", [one, two]), new("b", [three, one, one])], "loss"), CancellationToken.None);

        var a = curves[0];
        a.Positions.ShouldBe([1, 2, 3, 4]);
        a.Runs.ShouldBe([2, 1, 1, 1]);
        a.Mean.ShouldBe([2, 2, 5, 4]);
        a.Min.ShouldBe([1, 2, 5, 4]);
        a.Max.ShouldBe([3, 2, 5, 4]);
        a.Deviation.ShouldBe([Math.Sqrt(2), double.NaN, double.NaN, double.NaN]);
        a.Error[0].ShouldBe(1, 1e-15);
        var b = curves[1];
        b.Positions.ShouldBe(a.Positions);
        b.Runs.ShouldBe([2, 1, 0, 2]);
        b.Mean.ShouldBe([4.5, 2, double.NaN, 7]);
    }

    [Fact]
    public async Task Between_two_values_a_run_is_interpolated_where_that_is_asked_for_and_never_beyond_them()
    {
        var one = await StoreAsync((2, 2.0), (6, 10.0));
        var two = await StoreAsync((1, 0.0), (3, 0.0), (6, 0.0), (8, 0.0));
        var curve = (await Metrics.GroupAsync(new([new("a", [one, two])], "loss", Interpolated: true), CancellationToken.None)).Single();
        curve.Positions.ShouldBe([1, 2, 3, 6, 8]);
        curve.Runs.ShouldBe([1, 2, 2, 2, 1]);
        curve.Max.ShouldBe([0, 2, 4, 10, 0]);
    }

    [Theory]
    [InlineData(3_000, 50, SeriesAxis.Step)]
    [InlineData(3_000, 50, SeriesAxis.WallTime)]
    [InlineData(3_000, 50, SeriesAxis.RelativeTime)]
    [InlineData(3_000, 50, SeriesAxis.Epoch)]
    public async Task Many_positions_become_stretches_over_which_each_run_is_averaged(int count, int positions, SeriesAxis axis)
    {
        var (values, runs) = await RandomAsync(count, seed: count);
        await postgres.ExecuteAsync("update run set step = 1000, epoch = 2, started_at = $1", Sample.Start);
        var curve = (await Metrics.GroupAsync(new([new("all", runs)], "loss", axis, positions), CancellationToken.None)).Single();
        curve.Positions.Length.ShouldBe(positions);
        double Position(int step) => axis switch
        {
            SeriesAxis.Epoch => step * 0.002,
            SeriesAxis.WallTime => Sample.Start.AddSeconds(step).ToUnixTimeMilliseconds(),
            _ => step,
        };
        var width = (Position(count - 1) - Position(0)) / positions;
        for (var i = 0; i < positions; i++)
        {
            curve.Positions[i].ShouldBe(Position(0) + ((i + 0.5) * width), 1e-3 * width);
            var steps = Enumerable.Range(0, count).Where(step => (int)Math.Min((Position(step) - Position(0)) / width, positions - 1) == i).ToArray();
            var means = values.Select(run => steps.Select(step => run[step]).Where(double.IsFinite).Average()).ToArray();
            curve.Runs[i].ShouldBe(runs.Length);
            curve.Mean[i].ShouldBe(means.Average(), 1e-9);
            curve.Deviation[i].ShouldBe(Math.Sqrt(means.Sum(mean => Math.Pow(mean - means.Average(), 2)) / (means.Length - 1)), 1e-9);
            curve.Error[i].ShouldBe(curve.Deviation[i] / Math.Sqrt(means.Length), 1e-12);
            curve.Min[i].ShouldBe(means.Min(), 1e-9);
            curve.Max[i].ShouldBe(means.Max(), 1e-9);
        }
    }

    [Fact]
    public async Task Long_series_are_averaged_from_the_means_of_their_chunks()
    {
        const int count = 64_000, positions = 20;
        var (values, runs) = await RandomAsync(count, seed: 9);
        var curve = (await Metrics.GroupAsync(new([new("all", runs)], "loss", Positions: positions), CancellationToken.None)).Single();
        for (var i = 0; i < positions; i++)
        {
            // A mean of 64 points that lies across the end of a stretch counts in one of the two: at most 128 of 3200 points are elsewhere.
            var stretch = values.Select(run => run[(count * i / positions)..(count * (i + 1) / positions)].Where(double.IsFinite).Average()).ToArray();
            curve.Runs[i].ShouldBe(runs.Length);
            curve.Mean[i].ShouldBe(stretch.Average(), 128.0 / 3200);
        }
    }

    [Fact]
    public async Task A_part_of_the_axis_is_averaged_as_if_there_were_nothing_else()
    {
        var run = await StoreAsync([.. Enumerable.Range(0, 1000).Select(step => (step, (double)step))]);
        var curve = (await Metrics.GroupAsync(new([new("a", [run])], "loss", Positions: 10, From: 100, To: 199), CancellationToken.None)).Single();
        (curve.Positions[0], curve.Positions[^1]).ShouldBe((100 + 4.95, 199 - 4.95));
        curve.Mean[0].ShouldBe(Enumerable.Range(100, 10).Average(), 1e-9);
        curve.Mean.ShouldBeInOrder();
        (await Metrics.GroupAsync(new([new("a", [run])], "loss", Positions: 10, From: 2000), CancellationToken.None)).Single().Positions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Groups_of_nothing_have_no_positions()
    {
        var curves = await Metrics.GroupAsync(new([new("a", []), new("b", [Guid.NewGuid()])], "loss"), CancellationToken.None);
        curves.ShouldAllBe(curve => curve.Positions.Length == 0);
        curves.Select(curve => curve.Key).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Bad_queries_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Metrics.GroupAsync(new([], "loss", Positions: 1), CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Metrics.GroupAsync(new([], "loss", From: 2, To: 1), CancellationToken.None));
    }

    private async Task<(double[][] Values, Guid[] Runs)> RandomAsync(int count, int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, count).Select(i => i % 501 == 7 ? double.NaN : random.NextDouble()).ToArray()).ToArray();
        var runs = new List<Guid>();
        foreach (var run in values)
            runs.Add(await StoreAsync([.. run.Select((value, step) => (step, value))]));
        return (values, [.. runs]);
    }

    private async Task<Guid> StoreAsync(params (int Step, double Value)[] points)
    {
        var run = (await postgres.SubmitAsync()).Id;
        await Metrics.AppendAsync(
            run, 1, 1, [.. points.Select(point => new MetricPoint("loss", point.Step, point.Value, Sample.Start.AddSeconds(point.Step)))], CancellationToken.None);
        return run;
    }
}
