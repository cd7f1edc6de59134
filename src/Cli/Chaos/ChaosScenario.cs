namespace Mantissa.Cli.Chaos;

/// <summary>A way to break the running platform; every class that derives from it is found by its name.</summary>
internal abstract class ChaosScenario
{
    /// <summary>How <c>mantissa chaos --scenario</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What is broken, in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>How often it is done unless the command line says otherwise.</summary>
    public virtual int Rounds => 3;

    /// <summary>Workers that are there when a round begins.</summary>
    public virtual int Workers => 2;

    /// <summary>Why it cannot be done on this machine; <see langword="null"/> when it can.</summary>
    public virtual string? Obstacle => null;

    /// <summary>Prepares the ground before the platform starts on it.</summary>
    /// <returns>What to undo when the platform has stopped.</returns>
    public virtual Task<IAsyncDisposable?> PrepareAsync(Stage stage, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>How a worker is started here.</summary>
    public virtual Task<WorkerProcess> StartWorkerAsync(Stage stage, CancellationToken cancellationToken) => stage.StartWorkerAsync(new(), cancellationToken);

    /// <summary>Submits runs, breaks something while they train, and mends what does not mend itself.</summary>
    /// <exception cref="ChaosException">The fault could not be made, or the platform did not do what the scenario waits for.</exception>
    public abstract Task StrikeAsync(Round round, CancellationToken cancellationToken);

    public static IReadOnlyList<ChaosScenario> All() =>
    [
        .. typeof(ChaosScenario).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ChaosScenario)) && !type.IsAbstract)
            .Select(type => (ChaosScenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
    ];

    private protected static string? RootObstacle => Environment.IsPrivilegedProcess ? null : "only root can do this";
}
