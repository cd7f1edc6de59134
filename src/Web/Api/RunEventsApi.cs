using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Api;

/// <summary>A run as a stream of server-sent events, for live followers.</summary>
internal static class RunEventsApi
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static void MapRunEvents(this IEndpointRouteBuilder api) => api.MapGet("/runs/{id:guid}/events", FollowAsync).Reads()
        .WithTags("Runs")
        .WithSummary("Follow a run by server-sent events")
        .WithDescription("The event 'run' carries the run, at once and after every change of status or progress; 'history' carries what happened to it, with "
            + "its id as the event's id; 'metrics', 'images', 'logs' and 'checkpoints' say that there are new ones. 'quiet' comes every 15 seconds without "
            + "news. The stream ends with the run. A follower that comes back with 'Last-Event-ID', as browsers do, gets all the history after it.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> FollowAsync(
        Guid id, [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        RunStore runs, EventStore events, RunResources resources, RunNotifications notifications, TimeProvider time, HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = 0L;
        if (lastEventId is not null && !long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out seen))
            return Problems.Invalid("Last-Event-ID", $"'{lastEventId}' is not the id of an event of this stream; leave the header out to follow from now.");
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        var after = lastEventId is null ? await events.LastAsync(id, cancellationToken) : seen;
        var follower = new Follower(
            id, token => ReadAsync(id, runs, resources, request.Site(), token), (last, token) => events.ListAsync(id, token, last), after);
        return TypedResults.ServerSentEvents(Stream(follower, notifications, time, cancellationToken));
    }

    /// <summary>Who follows a run: how its state and its history are read, and up to where the history is known.</summary>
    private sealed record Follower(
        Guid Run, Func<CancellationToken, Task<RunResource?>> Read, Func<long, CancellationToken, Task<IReadOnlyList<RunEvent>>> History, long After);

    private static async IAsyncEnumerable<SseItem<object?>> Stream(
        Follower follower, RunNotifications notifications, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<RunChangeKind>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = notifications.Subscribe(change =>
        {
            if (change.RunId == follower.Run || change.Kind == RunChangeKind.Everything)
                changes.Writer.TryWrite(change.Kind);
        });

        // Subscribed before the first reading, so that nothing falls between the two.
        changes.Writer.TryWrite(RunChangeKind.Everything);
        var last = follower.After;
        while (true)
        {
            var kinds = await NextAsync(changes.Reader, time, cancellationToken);
            if (kinds.Count == 0)
                yield return new(null, "quiet");
            foreach (var kind in kinds.Where(kind => !ChangesRun(kind)))
                yield return new(null, kind.ToString().ToLowerInvariant());
            if (!kinds.Any(ChangesRun))
                continue;

            // The run before its history: when the run has ended, all that happened to it is there to be read.
            var run = await follower.Read(cancellationToken);
            foreach (var happened in await follower.History(last, cancellationToken))
            {
                last = happened.Id;
                yield return new(LogsApi.Of(happened), "history") { EventId = last.ToString(CultureInfo.InvariantCulture) };
            }

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
