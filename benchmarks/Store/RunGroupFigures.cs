using Mantissa.Benchmarks.Database;
using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;

namespace Mantissa.Benchmarks.Store;

/// <summary>All runs of the table in groups by two attributes, with means and deviations of three metrics and a parameter.</summary>
internal static class RunGroupFigures
{
    private const int Tries = 20;
    private const int Groups = 12;

    private static readonly RunGroupQuery Query = new(
        new(),
        [new AttributeField(RunAttributes.Find("model")!), new AttributeField(RunAttributes.Find("format")!)],
        [
            new MetricField("validation/top1", MetricAggregate.Max), new MetricField("train/loss", MetricAggregate.Last),
            new MetricField("validation/loss", MetricAggregate.Min), new ParameterField("learningRate"),
        ]);

    public static async Task<Figure> MeasureAsync(TemporaryDatabase database, int size, CancellationToken cancellationToken)
    {
        var (groups, plain) = await Best.MedianOfTwoAsync(Tries, () => GroupAsync(database, size, cancellationToken), () => PlainAsync(database, cancellationToken));
        return new(
            "store", "run_groups", groups * 1e3, "ms",
            "median for the groups of all runs by model and format, with mean and deviation of three metrics and a parameter; baseline: a table with the last values of each run as JSON",
            plain * 1e3, groups / plain) { Size = size };
    }

    private static async Task GroupAsync(TemporaryDatabase database, int size, CancellationToken cancellationToken)
    {
        var read = await database.Get<RunGrouping>().ReadAsync(Query, cancellationToken);
        if (read.RunCount != size || read.Groups.Count != Groups || read.Groups.Any(group => group.Measures[0].Count != group.Count))
            throw new InvalidOperationException("The groups do not hold all runs.");
    }

    private static Task PlainAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        string[] values = ["metrics ->> 'validation/top1'", "metrics ->> 'train/loss'", "metrics ->> 'validation/loss'", "specification ->> 'learningRate'"];
        var moments = values.Select(value => $"avg(({value})::float8), stddev_samp(({value})::float8)");
        return database.ExecuteAsync($"select model, format, count(*), {string.Join(", ", moments)} from measured_run group by model, format", cancellationToken);
    }
}
