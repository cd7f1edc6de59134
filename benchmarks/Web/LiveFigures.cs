using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Microsoft.Playwright;

namespace Mantissa.Benchmarks.Web;

/// <summary>What open pages of a run that trains cost the server.</summary>
internal static class LiveFigures
{
    private const int Pages = 50;
    private const int StepsPerSecond = 5;

    /// <summary>What the server's pace of live pages gives so many of them.</summary>
    private const int RefreshesPerSecond = 2;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    /// <summary>As many updates as a page shows within an hour of a run that records once a second.</summary>
    private const int HourOfSteps = 3600;

    private const string IsLive = "document.querySelector('[data-interactive]') && document.querySelector('[data-testid=chart]')?.dataset.drawn > 0";

    public static async IAsyncEnumerable<Figure> MeasureAsync(
        IBrowser browser, SiteProcess site, SeededRuns runs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await ProcessorAsync(browser, site, runs, cancellationToken);
        yield return await MemoryAsync(browser, site, runs, cancellationToken);
    }

    private static async Task<Figure> ProcessorAsync(IBrowser browser, SiteProcess site, SeededRuns runs, CancellationToken cancellationToken)
    {
        var visitors = new List<Visitor>();
        try
        {
            for (var i = 0; i < Pages; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                visitors.Add(await Visitor.NewAsync(browser, site));
                await visitors[^1].OpenAsync(runs.LiveAddress, IsLive);
            }

            var drawn = await Task.WhenAll(visitors.Select(DrawnAsync));
            var (before, watch) = (site.ProcessorSeconds, Stopwatch.StartNew());
            await StepsAsync(runs, (int)(Watched.TotalSeconds * StepsPerSecond), TimeSpan.FromSeconds(1.0 / StepsPerSecond), cancellationToken);
            var seconds = site.ProcessorSeconds - before;
            var updates = (await Task.WhenAll(visitors.Select(DrawnAsync))).Zip(drawn, (after, first) => after - first).Sum();
            if (updates < Pages)
                throw new InvalidOperationException($"Only {updates} updates reached the pages within {watch.Elapsed}: they do not follow the run.");

            // Fifty pages in one browser may not keep up with the server; what an update costs it is the same at any rate.
            var cores = seconds / updates * Pages * RefreshesPerSecond;
            return new(
                "web", "live_pages", cores, "cores",
                $"the server's processor time for an update ({updates:#,0} reached the pages) × {Pages} open pages × the {RefreshesPerSecond} updates a second that so many pages get; baseline: the budget",
                1, cores) { Size = Pages };
        }
        finally
        {
            foreach (var visitor in visitors)
                await visitor.DisposeAsync();
        }
    }

    private static Task<int> DrawnAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<int>("Number(document.querySelector('[data-testid=chart]').dataset.drawn)");

    /// <summary>The first tenth, during which caches fill and pools grow, is not counted.</summary>
    private static async Task<Figure> MemoryAsync(IBrowser browser, SiteProcess site, SeededRuns runs, CancellationToken cancellationToken)
    {
        await using var visitor = await Visitor.NewAsync(browser, site);
        await visitor.OpenAsync(runs.LiveAddress, IsLive);
        await StepsAsync(runs, HourOfSteps / 10, TimeSpan.FromMilliseconds(20), cancellationToken);
        var before = site.Memory;
        await StepsAsync(runs, HourOfSteps, TimeSpan.FromMilliseconds(20), cancellationToken);
        var after = site.Memory;
        return new(
            "web", "live_memory", (after - before) / (double)(1 << 20), "MiB", $"growth of the server's memory over {HourOfSteps:#,0} live updates of an open page; baseline: its memory before",
            before / (double)(1 << 20), (after - before) / (double)before);
    }

    private static async Task StepsAsync(SeededRuns runs, int count, TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval);
        for (var i = 0; i < count && await timer.WaitForNextTickAsync(cancellationToken); i++)
            await runs.StepAsync(cancellationToken);
    }
}
