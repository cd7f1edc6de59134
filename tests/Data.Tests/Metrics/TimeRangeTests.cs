using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Metrics;

/// <summary>Parts of a series by the times of its points, against the points themselves.</summary>
public sealed class TimeRangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Points = 30_000;

    private MetricStore Metrics => postgres.Get<MetricStore>();

    [Theory]
    [InlineData(null, null)]
    [InlineData(100, 199)]
    [InlineData(15_000, null)]
    [InlineData(null, 14_321)]
    [InlineData(12, 29_950)]
    [InlineData(40_000, 50_000)]
    public async Task Every_point_of_the_range_is_counted_and_its_extremes_are_kept(int? since, int? until)
    {
        var run = (await postgres.SubmitAsync()).Id;
        var values = Enumerable.Range(0, Points).Select(i => (double)(i * 7919 % 30_011)).ToArray();
        await Metrics.AppendAsync(run, 1, 1, [.. values.Select((value, step) => new MetricPoint("loss", step, value, At(step)!.Value))], default);
        var wanted = values.Where((_, step) => step >= (since ?? 0) && step <= (until ?? Points)).ToArray();

        foreach (var budget in new[] { 0, 10, 500 })
        {
            var found = (await Metrics.QueryAsync(new([run], ["loss"], Points: budget, Since: At(since), Until: At(until)), default)).Single();
            found.TotalPoints.ShouldBe(wanted.Length);
            if (wanted.Length == 0)
            {
                found.Values.ShouldBeEmpty();
                continue;
            }

            (found.Values[0], found.Values[^1]).ShouldBe((wanted[0], wanted[^1]));
            (found.Values.Min(), found.Values.Max()).ShouldBe((wanted.Min(), wanted.Max()));
            if (budget == 0)
                found.Values.Length.ShouldBe(wanted.Length);
            else
                found.Values.Length.ShouldBeLessThanOrEqualTo(Math.Min(budget, wanted.Length));
        }
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Metrics.QueryAsync(new([], [], Since: At(2), Until: At(1)), default));

    private static DateTimeOffset? At(int? second) => second is { } s ? Sample.Start.AddSeconds(s) : null;
}
