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
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stands = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected LivePage() => Left = _leave.Token;

    /// <summary>Shortest time between two refreshes, for pages that read more than most.</summary>
    protected virtual TimeSpan Interval => TimeSpan.Zero;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; }

    /// <summary>Whether to call <see cref="RefreshAsync"/> for a change; called on another thread, so it only looks.</summary>
    protected abstract bool Concerns(RunChange change);

    /// <summary>Reads again what changed. Called on the page's own thread of control, followed by rendering.</summary>
    protected abstract Task RefreshAsync(IReadOnlySet<RunChange> changes);

    /// <summary>A page whose first picture is older than the page itself reads again as soon as it stands.</summary>
    protected void BeginInThePast() => _throttle?.Add(new(Guid.Empty, RunChangeKind.Everything));

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        // Before the first reading: what changes while it reads is told once it has read, and nothing need be read twice.
        if (_throttle is null && RendererInfo.IsInteractive)
            Follow();
        await base.SetParametersAsync(parameters);
        _read.TrySetResult();
    }

    protected override void OnAfterRender(bool firstRender) => _stands.TrySetResult();

    private void Follow()
    {
        _visit = Pace.Enter();
        var throttle = _throttle = new(() => Pace.Interval > Interval ? Pace.Interval : Interval, Time, HandleAsync);
        _subscription = Notifications.Subscribe(change =>
        {
            if (!_read.Task.IsCompleted || IsMine(change))
                throttle.Add(change);
        });
    }

    private bool IsMine(RunChange change) => change.Kind == RunChangeKind.Everything || Concerns(change);

    private async Task HandleAsync(IReadOnlySet<RunChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_read.Task, _stands.Task).WaitAsync(cancellationToken);
            var mine = changes.Where(IsMine).ToHashSet();
            if (mine.Count == 0)
                return;
            await InvokeAsync(async () =>
            {
                await RefreshAsync(mine);
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
