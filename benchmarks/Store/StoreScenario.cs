using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Store;

/// <summary>The metric store against a table with a row a point, and how either grows.</summary>
internal sealed class StoreScenario : Scenario
{
    public override string Name => "store";

    public override IReadOnlyList<string> Parts => ["append"];

    public override IAsyncEnumerable<Figure> MeasureAsync(CancellationToken cancellationToken) => MeasureAsync(part: null, cancellationToken);

    public override async IAsyncEnumerable<Figure> MeasureAsync(string? part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
        if (part is null or "append")
            yield return await AppendFigures.MeasureAsync(database, cancellationToken);
    }
}
