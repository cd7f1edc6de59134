using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>The metric store against a table with a row a point, and how either grows. Each part has a server of its own.</summary>
internal sealed class StoreScenario : Scenario
{
    private static readonly Dictionary<string, Func<TemporaryDatabase, CancellationToken, IAsyncEnumerable<Figure>>> Measurements = new(StringComparer.Ordinal)
    {
        ["append"] = (database, token) => One(AppendFigures.MeasureAsync(database, token)),
        ["size"] = (database, token) => One(SizeFigures.MeasureAsync(database, token)),
        ["chart"] = ChartFigures.MeasureAsync,
        ["comparison"] = ComparisonFigures.MeasureAsync,
        ["long"] = LongSeriesFigures.MeasureAsync,
        ["download"] = DownloadFigures.MeasureAsync,
        ["runs"] = RunListFigures.MeasureAsync,
    };

    public override string Name => "store";

    public override IReadOnlyList<string> Parts => [.. Measurements.Keys];

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (name, measure) in Measurements)
        {
            if ((selection.Part ?? name) != name)
                continue;
            await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
            await foreach (var figure in measure(database, cancellationToken))
                yield return figure;
        }
    }

    private static async IAsyncEnumerable<Figure> One(Task<Figure> figure)
    {
        yield return await figure;
    }
}
