using System.Collections.Concurrent;
using Mantissa.Data.Notifications;
using Mantissa.Web.Live;

namespace Mantissa.Web.Tests.Live;

/// <summary>A page that learns which run it is about by reading, and keeps what it is told.</summary>
public sealed class FollowingPage : LivePage
{
    private readonly TaskCompletionSource<Guid> _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<RunChange> _told = [];
    private Guid _run;

    public bool InThePast { get; set; }

    public IReadOnlyCollection<RunChange> Told => _told;

    public async Task ToldOfAsync(RunChange change)
    {
        while (!_told.Contains(change))
            await Task.Delay(10);
    }

    /// <summary>Its reading ends.</summary>
    public void Follow(Guid run) => _reading.SetResult(run);

    protected override async Task OnInitializedAsync()
    {
        if (InThePast)
            BeginInThePast();
        _run = await _reading.Task;
    }

    protected override bool Concerns(RunChange change) => change.RunId == _run;

    protected override Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        foreach (var change in changes)
            _told.Enqueue(change);
        return Task.CompletedTask;
    }
}
