using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

public sealed class MetricStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Fact]
    public async Task Values_that_are_not_finite_are_kept_and_left_out_of_the_extremes()
    {
        var run = (await postgres.SubmitAsync()).Id;
        double[] values = [1, double.NaN, -2, double.PositiveInfinity, 5, double.NegativeInfinity, double.Epsilon, -0.0];
        await AppendAsync(run, 1, Sample.Points("loss", 1, values));

        (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe(values);
        var summary = (await Metrics.ListAsync(run, CancellationToken.None)).Single();
        (summary.Count, summary.NonFinite, summary.Min, summary.Max, summary.Mean).ShouldBe((8, 3, -2, 5, (1 - 2 + 5 + double.Epsilon) / 5));
        BitConverter.DoubleToInt64Bits((await postgres.SeriesAsync(run, "loss")).Values[^1]).ShouldBe(BitConverter.DoubleToInt64Bits(-0.0));
    }

    [Fact]
    public async Task A_series_of_nothing_but_nan_has_no_extremes()
    {
        var run = (await postgres.SubmitAsync()).Id;
        await AppendAsync(run, 1, Sample.Points("loss", 1, double.NaN, double.NaN));
        var summary = (await Metrics.ListAsync(run, CancellationToken.None)).Single();
        (summary.Min, summary.Max, summary.Mean, summary.NonFinite).ShouldBe((null, null, null, 2));
        summary.Last.ShouldBe(double.NaN);
        await AppendAsync(run, 2, Sample.Points("loss", 3, 4));
        (await Metrics.ListAsync(run, CancellationToken.None)).Single().Max.ShouldBe(4);
    }

    [Fact]
    public async Task Statistics_are_those_of_all_points_whatever_order_they_came_in()
    {
        var run = (await postgres.SubmitAsync()).Id;
        await AppendAsync(run, 1, Sample.Points("loss", 100, 3, 9));
        await AppendAsync(run, 2, [.. Sample.Points("loss", 1, 7, -4), .. Sample.Points("other", 5, 1)]);
        await AppendAsync(run, 3, Sample.Points("loss", 50, 0.5));

        var loss = (await Metrics.ListAsync(run, CancellationToken.None))[0];
        loss.ShouldBe(new SeriesSummary(
            run, "loss", 5, 1, 101, 7, 9, -4, 2, 9, 101, (3 + 9 + 7 - 4 + 0.5) / 5, 0, Sample.Start.AddSeconds(101)));
        var curve = await postgres.SeriesAsync(run, "loss");
        curve.Steps.ShouldBe([1, 2, 50, 100, 101]);
        curve.Values.ShouldBe([7, -4, 0.5, 3, 9]);
        curve.Times[0].ShouldBe(Sample.Start.AddSeconds(1).ToUnixTimeMilliseconds());
        (await ReadAsync(run, "loss")).Select(point => point.Step).ShouldBe([1, 2, 50, 100, 101]);
    }

    [Fact]
    public async Task Steps_out_of_order_inside_a_batch_are_put_in_order()
    {
        var run = (await postgres.SubmitAsync()).Id;
        MetricPoint[] points = [At(5, 1), At(2, 2), At(5, 3), At(-7, 4), At(long.MaxValue, 5), At(2, 6), At(long.MinValue, 7)];
        await AppendAsync(run, 1, points);
        var curve = await postgres.SeriesAsync(run, "loss");
        curve.Steps.ShouldBe([long.MinValue, -7, 2, 5, long.MaxValue]);
        curve.Values.ShouldBe([7, 4, 6, 3, 5], "of equal steps the last one counts");
    }

    [Fact]
    public async Task A_batch_appended_again_changes_nothing()
    {
        var run = (await postgres.SubmitAsync()).Id;
        foreach (var (attempt, sequence) in new[] { (1, 2L), (1, 1L), (1, 2L), (2, 1L), (2, 1L), (1, 1L) })
            await Metrics.AppendAsync(run, attempt, sequence, Sample.Points("loss", (attempt * 10) + sequence, attempt), CancellationToken.None);
        (await postgres.SeriesAsync(run, "loss")).Steps.ShouldBe([11, 12, 21]);
        (await Metrics.ListAsync(run, CancellationToken.None)).Single().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Points_of_an_unknown_run_are_refused()
    {
        await Should.ThrowAsync<RunNotFoundException>(() => AppendAsync(Guid.NewGuid(), 1, Sample.Points("loss", 1, 1)));
        await Should.ThrowAsync<RunNotFoundException>(() => AppendAsync(Guid.NewGuid(), 1, []));
    }

    [Fact]
    public async Task Sixteen_writers_lose_nothing_and_double_nothing()
    {
        const int writers = 16, batches = 25, own = 20, shared = 3;
        var run = (await postgres.SubmitAsync()).Id;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < batches; batch++)
            {
                // Half of the series are this writer's alone, half are everybody's, named so that writers meet them in another order.
                var points = Enumerable.Range(0, own).Select(i => new MetricPoint($"own/{writer}", (batch * own) + i, writer, Sample.Start))
                    .Concat(Enumerable.Range(0, shared).Select(i => new MetricPoint(
                        $"shared/{(i + writer) % shared}", (batch * writers) + writer, batch, Sample.Start)));
                await Metrics.AppendAsync(run, 1, (batch * writers) + writer + 1, [.. points], CancellationToken.None);
            }
        })));

        var summaries = (await Metrics.ListAsync(run, CancellationToken.None)).ToDictionary(summary => summary.Name);
        summaries.Count.ShouldBe(writers + shared);
        for (var writer = 0; writer < writers; writer++)
            (summaries[$"own/{writer}"].Count, summaries[$"own/{writer}"].Mean).ShouldBe((batches * own, writer));
        for (var i = 0; i < shared; i++)
        {
            (summaries[$"shared/{i}"].Count, summaries[$"shared/{i}"].Min, summaries[$"shared/{i}"].Max).ShouldBe((batches * writers, 0, batches - 1));
            (await postgres.SeriesAsync(run, $"shared/{i}")).Steps.ShouldBe(Enumerable.Range(0, batches * writers).Select(step => (long)step));
        }
    }

    [Fact]
    public async Task Several_series_of_several_runs_come_in_one_answer()
    {
        var (one, two) = ((await postgres.SubmitAsync()).Id, (await postgres.SubmitAsync()).Id);
        await AppendAsync(one, 1, [.. Sample.Points("a", 1, 1), .. Sample.Points("b", 1, 2)]);
        await AppendAsync(two, 1, Sample.Points("a", 1, 3));
        var answer = await Metrics.QueryAsync(new([one, two], ["a", "b", "absent"]), CancellationToken.None);
        answer.Select(series => (series.RunId, series.Name, series.Values.Single()))
            .ShouldBe([(one, "a", 1), (one, "b", 2), (two, "a", 3)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(-1)]
    public async Task A_budget_too_small_for_first_last_and_extremes_is_refused(int points) =>
        await Should.ThrowAsync<ArgumentException>(() => Metrics.QueryAsync(new([Guid.NewGuid()], ["a"], Points: points), CancellationToken.None));

    [Fact]
    public async Task A_reversed_range_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Metrics.QueryAsync(new([Guid.NewGuid()], ["a"], 5, 4), CancellationToken.None));

    [Fact]
    public async Task Part_of_a_series_is_what_the_whole_has_there_however_its_batches_overlap()
    {
        var run = (await postgres.SubmitAsync()).Id;
        var random = new Random(1);
        for (var batch = 1; batch <= 12; batch++)
            await AppendAsync(run, batch, [.. Enumerable.Range(0, 60).Select(_ => random.Next(-20, 1000)).Distinct().Order().Select(step => At(step, random.Next()))]);
        var whole = await ReadAsync(run, "loss");
        whole.Select(point => point.Step).ShouldBeInOrder();
        foreach (var (from, to) in new[] { (long.MinValue, 500L), (500, long.MaxValue), (-20, 30), (301, 302), (990, 5000), (5000, 6000) })
            (await ReadAsync(run, "loss", from, to)).ShouldBe([.. whole.Where(point => point.Step >= from && point.Step <= to)], $"{from} to {to}");
    }

    private static MetricPoint At(long step, double value) => new("loss", step, value, Sample.Start);

    private Task AppendAsync(Guid run, long sequence, MetricPoint[] points) => Metrics.AppendAsync(run, 1, sequence, points, CancellationToken.None);

    private async Task<List<MetricPoint>> ReadAsync(Guid run, string name, long from = long.MinValue, long to = long.MaxValue)
    {
        var points = new List<MetricPoint>();
        await foreach (var point in Metrics.ReadAsync(run, name, CancellationToken.None, from, to))
            points.Add(point);
        return points;
    }
}
