namespace Mantissa.Jobs.Hosting;

/// <summary>Repeats a call while the database is away.</summary>
internal sealed class DatabasePatience(TimeProvider time, ILogger<DatabasePatience> log)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    public async Task<T> WaitAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (DatabaseFailure.IsTemporary(e))
            {
                if (!told)
                    LogMessages.DatabaseAway(log, e.Message);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    public Task WaitAsync(Func<Task> call, CancellationToken cancellationToken) =>
        WaitAsync(
            async () =>
            {
                await call();
                return true;
            },
            cancellationToken);
}
