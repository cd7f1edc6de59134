using System.Globalization;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Live;

/// <summary>What pages that follow runs read again after every change: once for all of them.</summary>
public sealed class LiveReads : IDisposable
{
    private readonly RunStore _runs;
    private readonly MetricStore _metrics;
    private readonly RunNotifications _notifications;
    private readonly SharedReads _shared;
    private readonly IDisposable _subscription;

    /// <remarks>Made before any page that uses it subscribes to changes, it hears of each before they do.</remarks>
    public LiveReads(RunStore runs, MetricStore metrics, RunNotifications notifications, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        (_runs, _metrics, _notifications) = (runs, metrics, notifications);
        _shared = new(time);
        _subscription = notifications.Subscribe(_shared.Forget);
    }

    /// <inheritdoc cref="RunStore.GetAsync"/>
    public Task<Run?> RunAsync(Guid id, CancellationToken cancellationToken) =>
        OfRunAsync("run", id, _runs.GetAsync, cancellationToken);

    /// <summary>The summaries of all series of these runs.</summary>
    public Task<IReadOnlyList<SeriesSummary>> SummariesAsync(IReadOnlyList<Guid> runs, CancellationToken cancellationToken) =>
        ShareAsync(runs, $"summaries {string.Join(' ', runs)}", token => _metrics.ListAsync(runs, names: null, token), cancellationToken);

    /// <inheritdoc cref="MetricStore.QueryAsync"/>
    public Task<IReadOnlyList<SeriesData>> SeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"series {string.Join(' ', query.RunIds)} {query.FromStep} to {query.ToStep}, {query.Points}, {query.Since:O} to {query.Until:O}: {string.Join('\n', query.Names)}");
        return ShareAsync(query.RunIds, key, token => _metrics.QueryAsync(query, token), cancellationToken);
    }

    /// <summary>Something of one run, for everybody who asks for it at that moment.</summary>
    /// <param name="what">Names it; of a run, equal names have equal answers.</param>
    /// <param name="run">Whose it is.</param>
    /// <param name="read">Asks the database.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<T> OfRunAsync<T>(string what, Guid run, Func<Guid, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        ShareAsync([run], $"{what} {run}", token => read(run, token), cancellationToken);

    /// <summary>What <paramref name="read"/> gives, for everybody who asks the same at that moment. While changes are not heard, nothing would forget it.</summary>
    /// <param name="runs">Whose changes make the answer another one.</param>
    /// <param name="key">Names the question in full; equal keys have equal answers.</param>
    /// <param name="read">Asks the database.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<T> ShareAsync<T>(IReadOnlyCollection<Guid> runs, string key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        _notifications.IsListening ? _shared.ReadAsync(runs, key, () => read(CancellationToken.None), cancellationToken) : read(cancellationToken);

    public void Dispose() => _subscription.Dispose();
}
