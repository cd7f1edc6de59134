using System.Runtime.CompilerServices;

namespace Mantissa.Benchmarks.Smoke;

/// <summary>The five figures that show within a few minutes whether something has become slow.</summary>
internal sealed class SmokeScenario : Scenario
{
    public override string Name => "smoke";

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var threads = Environment.ProcessorCount;
        foreach (var figure in TrainingStep.Measure(threads, cancellationToken))
            yield return figure;
        yield return QuantiserBandwidth.Measure(threads);
        await foreach (var figure in MetricThroughput.MeasureAsync(cancellationToken))
            yield return figure;
    }
}
