namespace Mantissa.Jobs.Execution;

/// <summary>Which run this worker executes.</summary>
internal sealed class CurrentRun
{
    private readonly Lock gate = new();
    private TaskCompletionSource idle = Idle();

    /// <summary>The run, or <see langword="null"/> while there is none.</summary>
    public Guid? Id { get; private set; }

    /// <summary>Completes when there is none.</summary>
    public Task WhenIdle
    {
        get
        {
            lock (gate)
                return idle.Task;
        }
    }

    public IDisposable Enter(Guid runId)
    {
        lock (gate)
        {
            Id = runId;
            idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Exit(this);
    }

    private static TaskCompletionSource Idle()
    {
        var idle = new TaskCompletionSource();
        idle.SetResult();
        return idle;
    }

    private sealed class Exit(CurrentRun owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.Id = null;
                owner.idle.SetResult();
            }
        }
    }
}
