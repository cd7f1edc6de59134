namespace Mantissa.Benchmarks;

/// <summary>Measurements that are made together; every class that derives from it is found by its name.</summary>
internal abstract class Scenario
{
    public abstract string Name { get; }

    /// <summary>Names of parts that can be measured alone; a scenario without any is measured as a whole.</summary>
    public virtual IReadOnlyList<string> Parts => [];

    /// <param name="part">One of <see cref="Parts"/>, or <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops between two measurements.</param>
    public virtual IAsyncEnumerable<Figure> MeasureAsync(string? part, CancellationToken cancellationToken) => MeasureAsync(cancellationToken);

    public abstract IAsyncEnumerable<Figure> MeasureAsync(CancellationToken cancellationToken);

    public static IReadOnlyList<Scenario> All() =>
    [
        .. typeof(Scenario).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract)
            .Select(type => (Scenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
    ];
}
