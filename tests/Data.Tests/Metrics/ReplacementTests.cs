using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

/// <summary>Steps that come again.</summary>
public sealed class ReplacementTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_that_comes_again_takes_the_new_value_and_is_counted(bool merged)
    {
        var run = (await postgres.SubmitAsync()).Id;
        await AppendAsync(run, 1, 1, Sample.Points("loss", 1, 5, -100, double.NaN, 7));
        if (merged)
            await postgres.Get<MetricCompactor>().CompactAsync(run, finished: true, CancellationToken.None);
        await AppendAsync(run, 1, 2, [.. Sample.Points("loss", 2, 6, 6.5), .. Sample.Points("loss", 5, 8), .. Sample.Points("loss", 5, 9)]);

        var curve = await postgres.SeriesAsync(run, "loss");
        curve.Steps.ShouldBe([1, 2, 3, 4, 5]);
        curve.Values.ShouldBe([5, 6, 6.5, 7, 9]);
        (await ListAsync(run)).ShouldBe(new SeriesSummary(
            run, "loss", 5, 1, 5, 5, 9, 5, 1, 9, 5, (5 + 6 + 6.5 + 7 + 9) / 5, 0, Sample.Start.AddSeconds(5), Replaced: 3));
    }

    [Fact]
    public async Task A_batch_that_replaces_everything_leaves_only_itself()
    {
        var run = (await postgres.SubmitAsync()).Id;
        await AppendAsync(run, 1, 1, Sample.Points("loss", 1, 5, 6));
        await AppendAsync(run, 1, 2, Sample.Points("loss", 1, 7, 8));
        (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe([7, 8]);
        var summary = await ListAsync(run);
        (summary.Count, summary.Replaced, summary.Mean).ShouldBe((2, 2, 7.5));
    }

    [Fact]
    public async Task The_same_step_in_another_attempt_is_another_point()
    {
        var run = (await postgres.SubmitAsync()).Id;
        await AppendAsync(run, 1, 1, Sample.Points("loss", 1, 5, 6));
        await AppendAsync(run, 2, 1, Sample.Points("loss", 1, 7, 8));
        await postgres.Get<MetricCompactor>().CompactAsync(run, finished: true, CancellationToken.None);
        var curve = await postgres.SeriesAsync(run, "loss");
        curve.Steps.ShouldBe([1, 1, 2, 2]);
        curve.Values.ShouldBe([5, 7, 6, 8], "attempt by attempt");
        await AppendAsync(run, 2, 2, Sample.Points("loss", 2, 9));
        (await postgres.SeriesAsync(run, "loss")).Values.ShouldBe([5, 7, 6, 9]);
        (await ListAsync(run)).Replaced.ShouldBe(1);
    }

    /// <summary>Against a dictionary: whatever comes in whatever order, with merging in between.</summary>
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3_000)]
    [InlineData(3, 200_000)]
    public async Task What_is_kept_is_what_came_last(int seed, int span)
    {
        var random = new Random(seed);
        var run = (await postgres.SubmitAsync()).Id;
        var expected = new SortedDictionary<long, double>();
        var sent = 0;
        for (var batch = 1; batch <= 30; batch++)
        {
            var start = random.Next(span);
            var points = Enumerable.Range(0, random.Next(1, Math.Min(span, 1500)))
                .Select(_ => new MetricPoint("loss", start + random.Next(Math.Min(span, 2000)), Value(random), Sample.Start)).ToArray();
            foreach (var point in points)
                expected[point.Step] = point.Value;
            sent += points.Length;
            await AppendAsync(run, 1, batch, points);
            if (random.Next(4) == 0)
                await postgres.Get<MetricCompactor>().CompactAsync(run, finished: random.Next(2) == 0, CancellationToken.None);
        }

        var curve = await postgres.SeriesAsync(run, "loss");
        curve.Steps.ShouldBe(expected.Keys);
        curve.Values.ShouldBe(expected.Values);
        var finite = expected.Where(point => double.IsFinite(point.Value)).ToArray();
        var summary = await ListAsync(run);
        (summary.Count, summary.Replaced, summary.NonFinite).ShouldBe((expected.Count, sent - expected.Count, expected.Count - finite.Length));
        (summary.Min, summary.MinStep).ShouldBe((finite.Min(p => p.Value), finite.MinBy(p => p.Value).Key));
        (summary.Max, summary.MaxStep).ShouldBe((finite.Max(p => p.Value), finite.MaxBy(p => p.Value).Key));
        summary.Mean!.Value.ShouldBe(finite.Average(p => p.Value), 1e-9);
        (summary.First, summary.Last).ShouldBe((expected.First().Value, expected.Last().Value));
    }

    [Fact]
    public async Task Writers_of_the_same_steps_keep_one_point_of_each_while_chunks_are_merged()
    {
        const int writers = 16, batches = 6, steps = 60;
        var run = (await postgres.SubmitAsync()).Id;
        using var done = new CancellationTokenSource();
        var merging = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await postgres.Get<MetricCompactor>().CompactAsync(run, finished: true, CancellationToken.None);
        });
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < batches; batch++)
            {
                MetricPoint[] points = [.. new[] { "a", "b", "c" }.SelectMany((_, i) => Enumerable.Range(0, steps)
                    .Select(step => new MetricPoint(((char)('a' + ((i + writer) % 3))).ToString(), step + (batch * steps / 2), writer, Sample.Start)))];
                await AppendAsync(run, 1, (batch * writers) + writer + 1, points);
            }
        })));
        await done.CancelAsync();
        await merging;

        const int distinct = (batches + 1) * steps / 2;
        foreach (var summary in await Metrics.ListAsync(run, CancellationToken.None))
        {
            (summary.Count, summary.Replaced).ShouldBe((distinct, (writers * batches * steps) - distinct));
            (await postgres.SeriesAsync(run, summary.Name)).Steps.ShouldBe(Enumerable.Range(0, distinct).Select(step => (long)step));
        }
    }

    private static double Value(Random random) => random.Next(50) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        _ => random.NextDouble(),
    };

    private async Task<SeriesSummary> ListAsync(Guid run) => (await Metrics.ListAsync(run, CancellationToken.None)).Single();

    private Task AppendAsync(Guid run, int attempt, long sequence, params MetricPoint[] points) =>
        Metrics.AppendAsync(run, attempt, sequence, points, CancellationToken.None);
}
