using System.Text.RegularExpressions;
using Mantissa.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody looks closely at finished runs: at their curves, at what they were given, at what they drew, at their formats.</summary>
public sealed partial class CompareViewsJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    [Theory]
    [InlineData(ColorScheme.Light, "light")]
    [InlineData(ColorScheme.Dark, "dark")]
    public async Task Curves_parameters_samples_and_formats_of_runs_are_looked_at_together(ColorScheme theme, string name)
    {
        await using var visitor = await platform.VisitAsync(theme);
        await visitor.OpenAsync("/new");
        await Expect(visitor.Part("grid-preview")).ToBeVisibleAsync(new() { Timeout = 180_000 });
        var runs = await RecordedRuns.MakeAsync(platform, ["fp32", "flex16+5"], [0.05, 0.1]);
        await visitor.OpenAsync($"/compare?runs={string.Join(',', runs)}");
        await Eventually.TrueAsync(async () => await visitor.PointsAsync() > 100);

        await SettleAsync(visitor);
        await RelateAsync(visitor, name);
        await LookAsync(visitor, name);
        await SurfaceAsync(visitor, name);

        await visitor.OpenAsync($"/runs/{runs[^1]}");
        await visitor.Part("health-map").ClickAsync();
        await visitor.Page.WaitForURLAsync(MapAddress());
        var map = visitor.Part("format-health").GetByTestId("chart");
        await Expect(map).ToHaveAttributeAsync("aria-label", MapLabel());
        await visitor.PictureAsync($"run-exponents-{name}");
    }

    /// <summary>Settings of the charts stand in the address and come back from it; a cursor is one for all charts.</summary>
    private static async Task SettleAsync(Visitor visitor)
    {
        await visitor.Part("smoothing").FillAsync("0.1");
        await visitor.Part("chart-settings").ClickAsync();
        await visitor.Part("smoothing-kind").SelectOptionAsync("Gaussian");
        await visitor.Part("clip").CheckAsync();
        await Expect(visitor.Part("outside").First).ToContainTextAsync("values lie outside the picture");
        await visitor.Page.WaitForURLAsync(ChosenSettings());
        await visitor.ReloadAsync();
        await Expect(visitor.Part("outside").First).ToBeAttachedAsync();
        await Expect(visitor.Part("chart-settings")).ToContainTextAsync("(2)");

        var overlay = visitor.Part("format-overlay").GetByTestId("chart");
        await overlay.First.ScrollIntoViewIfNeededAsync();
        var height = 100;
        await Eventually.TrueAsync(async () =>
        {
            await overlay.First.HoverAsync(new() { Position = new() { X = 150, Y = height++ } });
            return await visitor.Page.Locator(".chart-tooltip:visible").CountAsync() > 1;
        });
        await visitor.Page.Mouse.MoveAsync(0, 0);
    }

    /// <summary>A range keeps some of the runs; a point leads to its run.</summary>
    private static async Task RelateAsync(Visitor visitor, string name)
    {
        await Expect(visitor.Part("no-verdict")).ToContainTextAsync("made elsewhere");
        await Expect(visitor.Part("parameter-diff")).ToContainTextAsync("Learning rate");
        await Expect(visitor.Part("overlay-site")).ToHaveValueAsync("conv1/gradient");
        await visitor.PictureAsync($"compare-differences-{name}");

        await visitor.Part("relation-Parallel").ClickAsync();
        await visitor.Part("choose-axes").ClickAsync();
        await visitor.Part("from-training.learningRate").FillAsync("0.08");
        await visitor.Part("from-training.learningRate").PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Part("kept")).ToContainTextAsync("2 of 4 runs");
        await Expect(visitor.Part("compare-runs").Locator("tbody tr")).ToHaveCountAsync(2);
        await visitor.PictureAsync($"compare-parallel-{name}");
        await visitor.Part("keep-all").ClickAsync();
        await Expect(visitor.Part("compare-runs").Locator("tbody tr")).ToHaveCountAsync(4);

        var address = visitor.Page.Url;
        await visitor.Part("relation-Scatter").ClickAsync();
        var points = visitor.Part("relations").GetByTestId("chart");
        await Expect(points).ToHaveAttributeAsync("data-drawn", AnyNumber());
        await visitor.PictureAsync($"compare-scatter-{name}");
        await points.FocusAsync();
        await points.PressAsync("End");
        await points.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(RunAddress());
        await visitor.OpenAsync(new Uri(address).PathAndQuery);
    }

    /// <summary>Contours say why they are not there, and are there where runs lie around.</summary>
    private async Task SurfaceAsync(Visitor visitor, string name)
    {
        await visitor.Part("relation-Contour").ClickAsync();
        await Expect(visitor.Part("relations")).ToContainTextAsync("there are 2 such places");
        var runs = await RecordedRuns.MakeAsync(platform, ["fp32"], [0.01, 0.02, 0.05, 0.1]);
        await visitor.OpenAsync($"/compare?runs={string.Join(',', runs)}&show=contour");
        await visitor.Part("contour-height").SelectOptionAsync("metrics.swd");
        var surface = visitor.Part("relations").GetByTestId("chart");
        await Expect(surface).ToHaveAttributeAsync("aria-label", SurfaceLabel());
        await surface.FocusAsync();
        await surface.PressAsync("End");
        await Expect(visitor.Page.Locator(".chart-tooltip:visible").First).ToContainTextAsync("Learning rate");
        await visitor.PictureAsync($"compare-contour-{name}");
    }

    /// <summary>The wall subtracts the baseline; a picture opens over the page, moves by keys and closes with Esc.</summary>
    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.Part("wall-difference").ClickAsync();
        await Expect(visitor.Part("sample-wall").Locator(".against")).ToHaveCountAsync(3);
        await visitor.PictureAsync($"compare-difference-{name}");
        await visitor.Part("sample").Last.GetByRole(AriaRole.Button).ClickAsync();
        var dialog = visitor.Part("sample-dialog");
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.GetByTestId("step")).ToHaveTextAsync("step 60");
        await visitor.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(dialog.GetByTestId("step")).ToHaveTextAsync("step 40");
        await visitor.PictureAsync($"compare-sample-{name}");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(dialog).ToContainTextAsync("real images");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [GeneratedRegex("smooth=0\\.1.*by=gaussian.*clip=1")]
    private static partial Regex ChosenSettings();

    [GeneratedRegex("health=map$")]
    private static partial Regex MapAddress();

    [GeneratedRegex("3 tensors over 12 stretches")]
    private static partial Regex MapLabel();

    [GeneratedRegex("^Contour plot: [0-9]+ points, .* over Learning rate and")]
    private static partial Regex SurfaceLabel();

    [GeneratedRegex("\\d")]
    private static partial Regex AnyNumber();

    [GeneratedRegex("/runs/[0-9a-f-]{36}$")]
    private static partial Regex RunAddress();
}
