namespace Mantissa.Benchmarks;

/// <summary>Measurements that are made together; every class that derives from it is found by its name.</summary>
internal abstract class Scenario
{
    public abstract string Name { get; }

    public abstract IAsyncEnumerable<Figure> MeasureAsync(CancellationToken cancellationToken);

    public static IReadOnlyList<Scenario> All() =>
    [
        .. typeof(Scenario).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract)
            .Select(type => (Scenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
    ];
}
