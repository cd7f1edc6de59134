namespace Mantissa.Benchmarks;

/// <summary>Measurements that are made together; every class that derives from it is found by its name.</summary>
internal abstract class Scenario
{
    public abstract string Name { get; }

    /// <summary>Names of parts that can be measured alone; a scenario without any is measured as a whole.</summary>
    public virtual IReadOnlyList<string> Parts => [];

    /// <param name="selection">What is wanted, for scenarios that have parts to choose from.</param>
    /// <param name="cancellationToken">Stops between two measurements.</param>
    public abstract IAsyncEnumerable<Figure> MeasureAsync(Selection selection, CancellationToken cancellationToken);

    public static IReadOnlyList<Scenario> All() =>
    [
        .. typeof(Scenario).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract)
            .Select(type => (Scenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
    ];
}
