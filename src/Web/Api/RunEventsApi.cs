using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;

namespace Mantissa.Web.Api;

/// <summary>A run as a stream of server-sent events, for live followers.</summary>
internal static class RunEventsApi
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static void MapRunEvents(this IEndpointRouteBuilder api) => api.MapGet("/runs/{id:guid}/events", FollowAsync)
        .WithTags("Runs")
        .WithSummary("Follow a run by server-sent events")
        .WithDescription("The event 'run' carries the run, at once and after every change of status or progress; 'metrics', 'images', 'logs' and "
            + "'checkpoints' say that there are new ones. 'quiet' comes every 15 seconds without news. The stream ends with the run.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> FollowAsync(
        Guid id, RunStore runs, RunResources resources, RunNotifications notifications, TimeProvider time, HttpRequest request,
        CancellationToken cancellationToken) =>
        await runs.GetAsync(id, cancellationToken) is null
            ? Problems.NoRun(id)
            : TypedResults.ServerSentEvents(Stream(
                id, token => ReadAsync(id, runs, resources, request.Site(), token), notifications, time, cancellationToken));

    private static async IAsyncEnumerable<SseItem<RunResource?>> Stream(
        Guid id, Func<CancellationToken, Task<RunResource?>> read, RunNotifications notifications, TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<RunChangeKind>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = notifications.Subscribe(change =>
        {
            if (change.RunId == id || change.Kind == RunChangeKind.Everything)
                changes.Writer.TryWrite(change.Kind);
        });

        // Subscribed before the first reading, so that nothing falls between the two.
        changes.Writer.TryWrite(RunChangeKind.Everything);
        while (true)
        {
            var kinds = await NextAsync(changes.Reader, time, cancellationToken);
            if (kinds.Count == 0)
                yield return new(null, "quiet");
            foreach (var kind in kinds.Where(kind => !ChangesRun(kind)))
                yield return new(null, kind.ToString().ToLowerInvariant());
            if (!kinds.Any(ChangesRun))
                continue;
            var run = await read(cancellationToken);
            yield return new(run, "run");
            if (run is null || run.Status.IsFinished())
                yield break;
        }
    }

    private static bool ChangesRun(RunChangeKind kind) => kind is RunChangeKind.Status or RunChangeKind.Progress or RunChangeKind.Everything;

    /// <summary>What changed until an interval after the next change; nothing when it stays quiet.</summary>
    private static async Task<HashSet<RunChangeKind>> NextAsync(
        ChannelReader<RunChangeKind> changes, TimeProvider time, CancellationToken cancellationToken)
    {
        var kinds = new HashSet<RunChangeKind>();
        using var patience = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await changes.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return kinds;
        }

        await Task.Delay(Interval, time, cancellationToken);
        while (changes.TryRead(out var kind))
            kinds.Add(kind);
        return kinds;
    }

    private static async Task<RunResource?> ReadAsync(
        Guid id, RunStore runs, RunResources resources, string site, CancellationToken cancellationToken) =>
        await runs.GetAsync(id, cancellationToken) is { } run ? await resources.OfAsync(run, site, cancellationToken) : null;
}
