using Mantissa.Data.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mantissa.Data.Tests.Notifications;

/// <summary>Notifications that listen, as in a host of their own.</summary>
internal sealed class ListeningNotifications : IAsyncDisposable
{
    public required RunNotifications Notifications { get; init; }

    public static async Task<ListeningNotifications> StartAsync(PostgresFixture postgres)
    {
        var notifications = new RunNotifications(postgres.Database, TimeProvider.System, NullLogger<RunNotifications>.Instance);
        await notifications.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => notifications.IsListening);
        return new() { Notifications = notifications };
    }

    public async ValueTask DisposeAsync()
    {
        await Notifications.StopAsync(CancellationToken.None);
        Notifications.Dispose();
    }
}
