using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Querying;

/// <summary>Runs of any kind: with odd names and values, with and without each of what a run may have.</summary>
internal static class RandomRuns
{
    public static async Task CreateAsync(PostgresFixture postgres, Random random, int count)
    {
        for (var i = 0; i < count; i++)
            await CreateAsync(postgres, random);
    }

    /// <summary>All runs of the database, archived ones too, with their points.</summary>
    public static async Task<IReadOnlyList<KnownRun>> ReadAsync(PostgresFixture postgres)
    {
        var runs = new List<KnownRun>();
        foreach (var run in (await postgres.Get<RunStore>().ListAsync(new() { Archived = null, Limit = 1000 }, default)).Items)
        {
            var points = new Dictionary<string, double[]>();
            foreach (var name in RandomQueries.Metrics)
            {
                if (await postgres.FindSeriesAsync(run.Id, name) is { } series)
                    points.Add(name, series.Values);
            }

            runs.Add(new(run, points));
        }

        return runs;
    }

    private static async Task CreateAsync(PostgresFixture postgres, Random random)
    {
        string? Text() => random.Next(4) == 0 ? null : RandomQueries.Texts[random.Next(RandomQueries.Texts.Length)];
        double Number() => RandomQueries.Numbers[random.Next(RandomQueries.Numbers.Length)];
        var tags = RandomQueries.Tags[..^1].Select(tag => (tag, value: Text())).Where(t => t.value is not null).ToDictionary(t => t.tag, t => t.value!);
        var specification = Sample.Specification($"Run {Text()}", random.Next(2) == 0 ? "resnet" : "wgan", "fp32", random.Next(5), tags) with
        {
            Training = new() { ["lr"] = Number(), ["note"] = Text(), ["big"] = random.Next(2) == 0 ? "1e999" : "7e2", ["flag"] = random.Next(2) == 0, ["a.b/c"] = Text() },
            ModelOptions = new() { ["lr"] = 77, ["mode"] = Text() },
            DatasetOptions = random.Next(2) == 0 ? [] : new() { ["batch"] = random.Next(10) },
            Notes = Text() is { Length: > 0 } notes ? notes : null,
        };
        var run = await postgres.SubmitAsync(specification);
        var status = (RunStatus)random.Next(6);
        await postgres.ExecuteAsync(
            "update run set status = $2, epoch = $3, loss = $4, worker_id = $5, started_at = created_at + interval '1 hour' * $6, finished_at = created_at + interval '1 hour' * $7, archived_at = case when $8 then now() end where id = $1",
            run.Id, status.ToString(), Number(), random.Next(3) switch { 0 => double.NaN, 1 => (object)DBNull.Value, _ => Number() },
            (object?)Text() ?? DBNull.Value, random.Next(3) == 0 ? DBNull.Value : random.NextDouble(), random.Next(3) == 0 ? DBNull.Value : 1 + random.NextDouble(), random.Next(6) == 0);
        var points = RandomQueries.Metrics[..^1].Where(_ => random.Next(3) > 0).SelectMany(name => Sample.Points(name, 1, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(5) switch
        {
            0 => double.NaN,
            1 => double.PositiveInfinity,
            _ => Number(),
        })])).ToArray();
        await postgres.Get<MetricStore>().AppendAsync(run.Id, 1, 1, points, default);
    }
}
