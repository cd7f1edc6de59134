using Mantissa.Migrations;
using Npgsql;

namespace Mantissa.Jobs.Hosting;

/// <summary>Holds everything else back until the database answers and has the schema that this version needs.</summary>
internal sealed class DatabaseGate(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseGate> log) : IHostedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string? told = null;
        while (await ObstacleAsync(cancellationToken) is { } obstacle)
        {
            if (obstacle != told)
                LogMessages.WaitingForDatabase(log, obstacle);
            told = obstacle;
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> ObstacleAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pending = await Migrator.PendingAsync(database, cancellationToken);
            return pending.Count == 0 ? null : $"it lacks migrations, which the site applies when it starts: {string.Join(", ", pending)}";
        }
        catch (Exception e) when (DatabaseFailure.IsTemporary(e))
        {
            return e.Message;
        }
    }
}
