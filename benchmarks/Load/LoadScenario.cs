using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;

namespace Mantissa.Benchmarks.Load;

/// <summary>
/// A busy day over loopback: programs that record over HTTP, live pages that follow the runs, clients that read, all at once for minutes; then
/// every point is read back. A live page here is the page's HTML and the stream of server-sent events of its run, not a browser.
/// </summary>
internal sealed class LoadScenario : Scenario
{
    private const int Writers = 50;
    private const int Pages = 200;
    private const int Readers = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // All clients have one address here, and together they ask for more than one client may.
    private static readonly Dictionary<string, string> Settings = new() { ["MANTISSA_API_RATE"] = "100000" };

    public override string Name => "load";

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minutes = selection.Minutes ?? 10;
        await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
        await using var site = await SiteProcess.StartAsync(database.ConnectionString, cancellationToken, Settings);
        var (write, read, pages) = (new Tally(), new Tally(), new Tally());
        using var client = await site.NewClientAsync(TimeSpan.FromSeconds(30));
        using var streams = await site.NewClientAsync(Timeout.InfiniteTimeSpan);

        var writers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => RecordingWriter.BeginAsync(client, number, write, cancellationToken)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(TimeSpan.FromMinutes(minutes));
        var live = Enumerable.Range(0, Pages).Select(i => new LivePage(client, streams, writers[i % Writers].Run, pages)).ToList();
        var following = live.Select(page => page.FollowAsync(cancellationToken)).ToList();
        var memory = new MemoryCourse(site);
        await Task.WhenAll(
        [
            memory.WatchAsync(over.Token),
            .. writers.Select((writer, i) => Paced.RunAsync(Pace, i / (double)Writers, writer.AppendAsync, over.Token)),
            .. Enumerable.Range(0, Readers).Select(i => Paced.RunAsync(Pace, i / (double)Readers, new ApiReader(client, writers, i, read).ReadAsync, over.Token)),
        ]);

        foreach (var writer in writers)
            await writer.FinishAsync(cancellationToken);
        await Task.WhenAll(following).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        var (points, lost) = (0L, 0L);
        foreach (var writer in writers)
        {
            points += writer.Acknowledged;
            lost += await writer.CountLostAsync(cancellationToken);
        }

        var conditions = FormattableString.Invariant(
            $"{minutes:0.##} minutes on {Environment.ProcessorCount} cores, loopback, clients on the same machine: {Writers} writers with 100 points a second each, {Pages} live pages (HTML and server-sent events), {Readers} readers with a request a second each");
        var errors = write.Errors + read.Errors + pages.Errors;
        yield return new("load", "errors", errors, "errors", string.Join("; ", [conditions, .. write.Reasons, .. read.Reasons, .. pages.Reasons])) { Broken = errors > 0 };
        yield return new("load", "lost", lost, "points", $"of {points:#,0} acknowledged, all read back") { Broken = lost > 0 };
        foreach (var (name, tally) in new[] { ("write", write), ("read", read) })
        {
            yield return new("load", $"{name}_p50", tally.Quantile(0.5) * 1000, "ms", $"of {tally.Count:#,0} requests");
            yield return new("load", $"{name}_p99", tally.Quantile(0.99) * 1000, "ms", $"of {tally.Count:#,0} requests");
        }

        yield return new("load", "live_events", pages.Count / (minutes * 60), "events/s", $"that reached {Pages} pages");
        yield return memory.Figure();
    }
}
