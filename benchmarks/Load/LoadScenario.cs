using System.Net;
using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Mantissa.Benchmarks.Load.Circuits;

namespace Mantissa.Benchmarks.Load;

/// <summary>
/// A busy day over loopback: programs that record over HTTP, live pages that follow the runs, clients that read, all at once for minutes; then
/// every point is read back. A live page is all that it is to the site, HTML and circuit, and a client that says what a browser would.
/// </summary>
internal sealed class LoadScenario : Scenario
{
    private const int Writers = 50;
    private const int Pages = 200;
    private const int Readers = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Until when a page must show that its run has ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // All clients have one address here, and together they ask for more than one client may.
    private static readonly Dictionary<string, string> Settings = new() { ["MANTISSA_API_RATE"] = "100000" };

    public override string Name => "load";

    public override async IAsyncEnumerable<Figure> MeasureAsync(Selection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minutes = selection.Minutes ?? 10;
        await using var database = await TemporaryDatabase.CreateAsync(cancellationToken);
        await using var site = await SiteProcess.StartAsync(database.ConnectionString, cancellationToken, Settings);
        var (write, read, pages) = (new Tally(), new Tally(), new PageTally());
        var cookies = new CookieContainer();
        using var client = await site.NewClientAsync(TimeSpan.FromSeconds(30), cookies);

        var writers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => RecordingWriter.BeginAsync(client, number, write, cancellationToken)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var tooLate = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(TimeSpan.FromMinutes(minutes));
        var following = Enumerable.Range(0, Pages).Select(i => new LivePage(client, cookies, writers[i % Writers], pages).FollowAsync(tooLate.Token)).ToList();
        var course = new SiteCourse(site);
        await Task.WhenAll(
        [
            course.WatchAsync(over.Token),
            .. writers.Select((writer, i) => Paced.RunAsync(Pace, i / (double)Writers, writer.AppendAsync, over.Token)),
            .. Enumerable.Range(0, Readers).Select(i => Paced.RunAsync(Pace, i / (double)Readers, new ApiReader(client, writers, i, read).ReadAsync, over.Token)),
        ]);

        foreach (var writer in writers)
            await writer.FinishAsync(cancellationToken);
        tooLate.CancelAfter(Patience);
        await Task.WhenAll(following);
        var (points, lost) = (0L, 0L);
        foreach (var writer in writers)
        {
            points += writer.Acknowledged;
            lost += await writer.CountLostAsync(cancellationToken);
        }

        var conditions = FormattableString.Invariant(
            $"{minutes:0.##} minutes on {Environment.ProcessorCount} cores, loopback, clients on the same machine: {Writers} writers with 100 points a second each, {Pages} live pages (HTML and circuit, {RecordingWriter.Names.Count} charts each, no browser), {Readers} readers with a request a second each");
        var errors = write.Errors + read.Errors + pages.Opened.Errors;
        yield return new("load", "errors", errors, "errors", string.Join("; ", [conditions, .. write.Reasons, .. read.Reasons, .. pages.Opened.Reasons])) { Broken = errors > 0 };
        yield return new("load", "lost", lost, "points", $"of {points:#,0} acknowledged, all read back") { Broken = lost > 0 };
        foreach (var (name, tally, of) in new[]
        {
            ("write", write, "requests"), ("read", read, "requests"), ("open", pages.Opened, "pages, all at once, until they answer to their readers"),
            ("shown", pages.Shown, "times that a chart went further, since the points were sent"),
        })
        {
            yield return new("load", $"{name}_p50", tally.Quantile(0.5) * 1000, "ms", $"of {tally.Count:#,0} {of}");
            yield return new("load", $"{name}_p99", tally.Quantile(0.99) * 1000, "ms", $"of {tally.Count:#,0} {of}");
        }

        var seconds = minutes * 60;
        yield return new("load", "live_batches", pages.Batches / seconds, "batches/s", $"of changes, which reached {Pages} pages");
        yield return new("load", "live_charts", pages.Draws / seconds, "charts/s", $"drawn anew on {Pages} pages; {pages.Bytes / seconds / 1e6:0.0} MB/s with the batches");
        yield return course.Processor();
        yield return course.Memory();
    }
}
