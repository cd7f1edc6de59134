using Mantissa.Data.Notifications;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Live;

/// <summary>A page that follows runs: it says which changes concern it and what to read again, and is told as often as <see cref="LivePace"/> allows.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private ChangeThrottle<RunChange>? _throttle;
    private IDisposable? _subscription;
    private IDisposable? _visit;

    [Inject] private LivePace Pace { get; set; } = null!;
    [Inject] private RunNotifications Notifications { get; set; } = null!;
    [Inject] private ILogger<LivePage> Logger { get; set; } = null!;
    [Inject] protected TimeProvider Time { get; set; } = null!;

    private readonly CancellationTokenSource _leave = new();

    protected LivePage() => Left = _leave.Token;

    /// <summary>Shortest time between two refreshes, for pages that read more than most.</summary>
    protected virtual TimeSpan Interval => TimeSpan.Zero;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; }

    /// <summary>Whether to call <see cref="RefreshAsync"/> for a change; called on another thread, so it only looks.</summary>
    protected abstract bool Concerns(RunChange change);

    /// <summary>Reads again what changed. Called on the page's own thread of control, followed by rendering.</summary>
    protected abstract Task RefreshAsync(IReadOnlySet<RunChange> changes);

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _visit = Pace.Enter();
        _throttle = new(() => Pace.Interval > Interval ? Pace.Interval : Interval, Time, HandleAsync);
        _subscription = Notifications.Subscribe(change =>
        {
            if (change.Kind == RunChangeKind.Everything || Concerns(change))
                _throttle.Add(change);
        });

        // What changed between the first reading and this subscription was told to nobody.
        _throttle.Add(new(Guid.Empty, RunChangeKind.Everything));
    }

    private async Task HandleAsync(IReadOnlySet<RunChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await RefreshAsync(changes);
                StateHasChanged();
            });
        }
        catch (Exception error) when (error is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Logger.RefreshFailed(error);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The page is gone; so is the need.
        }
    }

    /// <summary>The last thing before the page is gone.</summary>
    protected virtual ValueTask LeaveAsync() => default;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _subscription?.Dispose();
        _visit?.Dispose();
        await LeaveAsync();
        await _leave.CancelAsync();
        if (_throttle is not null)
            await _throttle.DisposeAsync();
        _leave.Dispose();
    }
}
