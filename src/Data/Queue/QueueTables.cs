using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Mantissa.Data.Queue;

/// <summary>The queue's tables. Who owns the schema makes them; workers may only use them.</summary>
public static class QueueTables
{
    /// <summary>Makes them where they are not there yet.</summary>
    public static async Task ProvisionAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using (var find = database.CreateCommand($"select to_regclass('{QuartzSchema.Tables}fired_triggers') is not null"))
        {
            if (await find.ExecuteScalarAsync(cancellationToken) is true)
                return;
        }

        // A scheduler makes them at its birth.
        await using var services = new ServiceCollection().AddLogging().AddSingleton(database).AddRunQueue().BuildServiceProvider();
        await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
    }
}
