using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>A test with a platform of its own: nothing that another test left behind can reach its workers.</summary>
public abstract class PlatformTest : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();

    private protected Platform Platform { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        Platform = new Platform(postgres.ConnectionString, postgres.WorkerConnectionString);

        // As in a site that has been up for a while: the first use makes the scheduler and its tables.
        await Platform.Queue.FindAsync(Guid.NewGuid(), default);
    }

    public virtual async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
