using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Live;

/// <summary>A part of a page about something that sends no notifications: it looks at once and then at an interval, while it is on the page.</summary>
public abstract class PollingComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private Task _loop = Task.CompletedTask;

    [Inject] protected TimeProvider Time { get; set; } = null!;
    [Inject] private ILogger<PollingComponent> Logger { get; set; } = null!;

    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(3);

    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    protected override Task OnInitializedAsync() => ReadAsync(_leave.Token);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _loop = LoopAsync(_leave.Token);
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await LookAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
            StateHasChanged();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Logger.RefreshFailed(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _leave.CancelAsync();
        await _loop;
        _leave.Dispose();
    }
}
