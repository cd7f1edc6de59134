using Mantissa.Data.External;
using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.External;

public sealed class PointsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private ExternalRunStore Store => postgres.Get<ExternalRunStore>();

    [Fact]
    public async Task A_point_that_is_there_already_is_one_point()
    {
        var run = await postgres.RecordAsync();
        MetricPoint[] points = [.. Sample.Points("loss", -2, 1, double.NaN, double.PositiveInfinity, 1), new("loss", -2, 1, Sample.Start.AddSeconds(-2))];

        await Store.AddPointsAsync(run.Id, points, default);
        await Store.AddPointsAsync(run.Id, points, default);
        await Store.AddPointsAsync(run.Id, [points[1], .. Sample.Points("loss", 2, 7), points[2]], default);

        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([1.0, double.NaN, double.PositiveInfinity, 1.0, 7.0]);
    }

    /// <summary>Against a sorted set, as programs log that count no steps: repeated, late, at the same millisecond, merged in between.</summary>
    [Theory]
    [InlineData(1, 1, 3_000)]
    [InlineData(2, 5, 400)]
    [InlineData(3, 300, 20)]
    public async Task Of_a_step_every_value_stays_and_the_latest_is_the_last(int seed, int steps, int times)
    {
        var run = await postgres.RecordAsync();
        var random = new Random(seed);
        var expected = new SortedSet<(long Step, long Time, double Value)>();
        for (var batch = 0; batch < 25; batch++)
        {
            MetricPoint[] points =
            [
                .. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (Step: random.Next(steps), Time: random.Next(times)))
                    .Select(at => new MetricPoint("loss", at.Step, at.Time % 7 == 0 ? double.NaN : -at.Time, Sample.Start.AddMilliseconds(at.Time))),
            ];
            await Store.AddPointsAsync(run.Id, points, default);
            if (random.Next(3) == 0)
                await Store.AddPointsAsync(run.Id, points, default);
            if (random.Next(3) == 0)
                await postgres.Get<MetricCompactor>().CompactAsync(run.Id, finished: random.Next(2) == 0, default);
            expected.UnionWith(points.Select(point => (point.Step, point.Time.ToUnixTimeMilliseconds(), point.Value)));
        }

        var read = new List<(long, long, double)>();
        await foreach (var point in postgres.Get<MetricStore>().ReadAsync(run.Id, "loss", default))
            read.Add((point.Step, point.Time.ToUnixTimeMilliseconds(), point.Value));
        read.ShouldBe(expected);
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe(expected.Select(point => point.Value));
        var summary = (await postgres.Get<MetricStore>().ListAsync(run.Id, default)).Single();
        (summary.Count, summary.Replaced, summary.First, summary.Last).ShouldBe((expected.Count, 0, expected.Min.Value, expected.Max.Value));

        var middle = expected.ElementAt(expected.Count / 2);
        var rest = new List<(long, long, double)>();
        await foreach (var point in postgres.Get<MetricStore>().ReadAsync(run.Id, "loss", default, middle.Step, fromTime: DateTimeOffset.FromUnixTimeMilliseconds(middle.Time)))
            rest.Add((point.Step, point.Time.ToUnixTimeMilliseconds(), point.Value));
        rest.ShouldBe(expected.Skip(expected.Count / 2));
    }

    /// <summary>A step that was measured again, long after, lies within a chunk whose first and last points are of another time.</summary>
    [Fact]
    public async Task A_late_point_that_was_merged_into_others_is_found_again()
    {
        var run = await postgres.RecordAsync();
        await Store.AddPointsAsync(run.Id, [.. Enumerable.Range(1, 100).Select(step => new MetricPoint("loss", step, step, Sample.Start.AddSeconds(step)))], default);
        MetricPoint[] late = [new("loss", 50, 7, Sample.Start.AddHours(1))];
        await Store.AddPointsAsync(run.Id, late, default);
        await postgres.Get<MetricCompactor>().CompactAsync(run.Id, finished: true, default);

        await Store.AddPointsAsync(run.Id, late, default);

        (await postgres.Get<MetricStore>().ListAsync(run.Id, default)).Single().Count.ShouldBe(101);
    }

    [Fact]
    public async Task The_latest_value_does_not_depend_on_the_order_of_arrival()
    {
        var run = await postgres.RecordAsync();
        MetricPoint At(double value, int second) => new("loss", 0, value, Sample.Start.AddSeconds(second));

        await Store.AddPointsAsync(run.Id, [At(1, 1), At(3, 3)], default);
        await Store.AddPointsAsync(run.Id, [At(2, 2)], default);
        (await LastAsync(run.Id)).ShouldBe(3);
        await Store.AddPointsAsync(run.Id, [At(0, 4)], default);
        (await LastAsync(run.Id)).ShouldBe(0);
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([1.0, 2, 3, 0]);
    }

    [Fact]
    public async Task Sixteen_writers_that_each_repeat_themselves_lose_and_double_nothing()
    {
        var run = await postgres.RecordAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var step = 0; step < 5; step++)
            {
                await Store.AddPointsAsync(run.Id, [new($"own/{writer}", step, step, Sample.Start), new("shared", (step * 16) + writer, step, Sample.Start)], default);
                await Store.AddPointsAsync(run.Id, [new($"own/{writer}", step, step, Sample.Start), new("shared", (step * 16) + writer, step, Sample.Start)], default);
            }
        })));

        var series = (await postgres.Get<MetricStore>().ListAsync(run.Id, default)).ToDictionary(s => s.Name, s => s.Count);
        series["shared"].ShouldBe(80);
        Enumerable.Range(0, 16).ShouldAllBe(writer => series[$"own/{writer}"] == 5);
    }

    [Fact]
    public async Task Parameters_are_set_once()
    {
        var run = await postgres.RecordAsync();

        await Store.AddParametersAsync(run.Id, new Dictionary<string, string> { ["depth"] = "20", ["a.b/c"] = "\"quoted\"" }, default);
        await Store.AddParametersAsync(run.Id, new Dictionary<string, string> { ["depth"] = "20", ["lr"] = "0.1" }, default);
        var changed = await Should.ThrowAsync<ParameterSetException>(
            () => Store.AddParametersAsync(run.Id, new Dictionary<string, string> { ["new"] = "1", ["depth"] = "21" }, default));

        changed.Message.ShouldBe("The parameter 'depth' is '20' already and cannot become '21': parameters of a run do not change.");
        var parameters = (await postgres.GetAsync(run.Id)).Specification.Training;
        parameters.Select(p => p.Key).Order(StringComparer.Ordinal).ShouldBe(["a.b/c", "depth", "lr"]);
        parameters["a.b/c"]!.GetValue<string>().ShouldBe("\"quoted\"");
    }

    private async Task<double> LastAsync(Guid run) => (await postgres.Get<MetricStore>().ListAsync(run, default)).Single().Last;
}
