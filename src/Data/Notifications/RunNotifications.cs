using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mantissa.Data.Notifications;

/// <summary>
/// Hears what every process commits, over one connection that listens for as long as the host runs. When that connection breaks it is made
/// anew, and subscribers are told to read everything again, because what happened meanwhile was not heard.
/// </summary>
public sealed class RunNotifications(NpgsqlDataSource database, TimeProvider time, ILogger<RunNotifications> logger) : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    // How long a connection may be silent before it is tried: a peer that vanished says nothing either.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly Channel<RunChange> changes = Channel.CreateUnbounded<RunChange>(new() { SingleReader = true });
    private ImmutableList<Action<RunChange>> subscribers = [];
    private int catalogueGeneration;
    private volatile bool listening;

    /// <summary>
    /// Calls <paramref name="onChange"/> for every change until the result is disposed. Calls come one after another from a thread of their
    /// own, soon after the commit; a subscriber that has more than a little to do notes the change and returns.
    /// </summary>
    public IDisposable Subscribe(Action<RunChange> onChange)
    {
        ImmutableInterlocked.Update(ref subscribers, list => list.Add(onChange));
        return new Subscription(() => ImmutableInterlocked.Update(ref subscribers, list => list.Remove(onChange)));
    }

    /// <summary>Whether changes are heard at the moment.</summary>
    public bool IsListening => listening;

    /// <summary>Another number than before whenever the catalogue may have changed; only worth something while listening.</summary>
    internal int CatalogueGeneration => Volatile.Read(ref catalogueGeneration);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(DeliverAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenUntilBrokenAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogMessages.ListeningBroken(logger, e.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                listening = false;
                Interlocked.Increment(ref catalogueGeneration);
            }
        }
    }

    private async Task ListenUntilBrokenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) => Receive(notification.Channel, notification.Payload);
        await using var listen = new NpgsqlCommand($"listen {NotificationChannels.Run}; listen {NotificationChannels.Catalogue}", connection);
        await listen.ExecuteNonQueryAsync(stoppingToken);
        listening = true;
        Interlocked.Increment(ref catalogueGeneration);
        changes.Writer.TryWrite(new RunChange(Guid.Empty, RunChangeKind.Everything));
        while (true)
        {
            if (await connection.WaitAsync(Silence, stoppingToken))
                continue;
            await using var probe = new NpgsqlCommand("select 1", connection);
            await probe.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private void Receive(string channel, string payload)
    {
        if (channel == NotificationChannels.Catalogue)
            Interlocked.Increment(ref catalogueGeneration);
        else if (RunChange.TryParse(payload, out var change))
            changes.Writer.TryWrite(change);
    }

    private async Task DeliverAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var subscriber in subscribers)
                    Deliver(subscriber, change);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Deliver(Action<RunChange> subscriber, RunChange change)
    {
#pragma warning disable CA1031 // One page's mistake must not silence all the others.
        try
        {
            subscriber(change);
        }
        catch (Exception e)
        {
            LogMessages.SubscriberFailed(logger, e);
        }
#pragma warning restore CA1031
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
