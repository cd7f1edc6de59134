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
        await Store.AddPointsAsync(run.Id, [.. Sample.Points("loss", 1, 1, 7)], default);

        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([1.0, double.NaN, double.PositiveInfinity, 1.0, 7.0]);
    }

    [Fact]
    public async Task Of_a_step_the_latest_value_stays_whatever_arrives_last()
    {
        var run = await postgres.RecordAsync();
        MetricPoint At(double value, int second) => new("loss", 0, value, Sample.Start.AddSeconds(second));

        await Store.AddPointsAsync(run.Id, [At(1, 1), At(3, 3), At(2, 2)], default);
        await Store.AddPointsAsync(run.Id, [At(1, 1)], default);
        await Store.AddPointsAsync(run.Id, [At(2.5, 3)], default);
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([3.0]);

        await Store.AddPointsAsync(run.Id, [At(0, 4)], default);
        (await postgres.SeriesAsync(run.Id, "loss")).Values.ShouldBe([0.0]);
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
}
