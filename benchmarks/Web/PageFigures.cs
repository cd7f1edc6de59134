using System.Runtime.CompilerServices;
using Mantissa.Benchmarks.Database;
using Microsoft.Playwright;

namespace Mantissa.Benchmarks.Web;

/// <summary>What somebody waits for, in a browser with an empty cache.</summary>
internal static class PageFigures
{
    private const int Tries = 5;

    /// <summary>Clicks are answered and rows are there.</summary>
    private const string RunsAreThere = "document.querySelector('[data-interactive]') && document.querySelectorAll('.run-grid a.name').length > 5";

    /// <summary>Every line of the loss is on the canvas.</summary>
    private static readonly string CurvesAreThere =
        $"[...document.querySelectorAll('[data-testid=chart]')].some(chart => Number(chart.dataset.drawn) > 0 && Number(chart.dataset.points) > {SeededRuns.Compared * 100})";

    public static async IAsyncEnumerable<Figure> MeasureAsync(
        IBrowser browser, SiteProcess site, SeededRuns runs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (paint, interactive) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Tries; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var visitor = await Visitor.NewAsync(browser, site);
            interactive.Add(await visitor.OpenAsync("/", RunsAreThere));
            paint.Add(await visitor.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        }

        yield return Wait("first_contentful_paint", paint, 1000, $"Runs, {SeededRuns.Runs:#,0} runs in the database");
        yield return Wait("runs_interactive", interactive, 1500, $"until rows of {SeededRuns.Runs:#,0} runs are there and clicks are answered");

        var drawn = new List<double>();
        for (var i = 0; i <= Tries; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var visitor = await Visitor.NewAsync(browser, site);
            drawn.Add(await visitor.OpenAsync(runs.ComparisonAddress, CurvesAreThere));
        }

        yield return Wait("compare_drawn", drawn, 2000, $"until the curves of {SeededRuns.Compared} runs × {SeededRuns.Points:#,0} points are drawn");
        yield return Wait("zoom", await ZoomAsync(browser, site, runs), 300, "until the part that was zoomed into is drawn at full resolution");
        yield return Wait("slider_step", await SlideAsync(browser, site, runs), 100, "until the pictures of the next step are there, two formats");
    }

    /// <summary>Into the curves and out again.</summary>
    private static async Task<List<double>> ZoomAsync(IBrowser browser, SiteProcess site, SeededRuns runs)
    {
        await using var visitor = await Visitor.NewAsync(browser, site);
        await visitor.OpenAsync(runs.ComparisonAddress, CurvesAreThere);
        await visitor.Page.EvaluateAsync("window.chart = [...document.querySelectorAll('[data-testid=chart]')].find(chart => Number(chart.dataset.points) > 100)");
        var times = new List<double>();
        for (var i = 0; i <= Tries; i++)
        {
            times.Add(await PressAsync(visitor, "+"));
            await PressAsync(visitor, "0");
        }

        return times;
    }

    private static Task<double> PressAsync(Visitor visitor, string key) => visitor.AnswerAsync(
        $"const drawn = window.chart.dataset.drawn; window.chart.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}));",
        "window.chart.dataset.drawn !== drawn");

    private static async Task<List<double>> SlideAsync(IBrowser browser, SiteProcess site, SeededRuns runs)
    {
        await using var visitor = await Visitor.NewAsync(browser, site);
        const string Pictures = "[...document.querySelectorAll('[data-testid=sample] img')]";
        await visitor.OpenAsync(runs.SamplesAddress, $"document.querySelector('[data-interactive]') && {Pictures}.length === 2");
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var times = new List<double>();
        for (var i = 0; i <= 3 * Tries; i++)
        {
            times.Add(await visitor.AnswerAsync(
                "const slider = document.querySelector('[data-testid=step-slider]'); slider.value = Number(slider.value) - 1; slider.dispatchEvent(new Event('input', { bubbles: true })); const wanted = slider.value;",
                $"{Pictures}.length === 2 && {Pictures}.every(picture => picture.dataset.step === wanted && picture.complete && picture.naturalWidth > 0)"));
        }

        return times;
    }

    /// <summary>The time that half of the tries stayed within; the first one, of a cold server, is left out.</summary>
    private static Figure Wait(string name, List<double> times, double budget, string detail)
    {
        var warm = times.Skip(1).Order().ToList();
        var median = warm[warm.Count / 2];
        return new("web", name, median, "ms", $"median, {detail}; baseline: the budget", budget, median / budget);
    }
}
