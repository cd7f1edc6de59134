using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Somebody asks too much of a format and is told where it gave way.</summary>
public sealed partial class FormatHealthJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 180_000 };

    /// <summary>A loss scale of 10⁹ takes the gradients of any network beyond the 65,504 that FP16 reaches.</summary>
    [Fact]
    public async Task Gradients_that_overflow_are_named()
    {
        await using var visitor = await platform.VisitAsync();
        await visitor.OpenAsync("/new");
        await Expect(visitor.Part("grid-preview")).ToBeVisibleAsync(Patiently);
        foreach (var choice in (string[])["model-alexnet", "model-resnet", "format-fp32", "format-flex16+5", "format-fp16"])
            await visitor.Part(choice).ClickAsync();
        await visitor.FillAsync("models[0].modelOptions.depth", "8");
        await visitor.FillAsync("models[0].datasetOptions.trainImages", "200");
        await visitor.FillAsync("models[0].datasetOptions.testImages", "100");
        foreach (var (name, value) in new[] { ("batch", "32"), ("steps", "40"), ("recordEvery", "1"), ("formatEvery", "4"), ("evaluateEvery", "20") })
            await visitor.FillAsync($"models[0].training.{name}", value);
        await visitor.Part("formatOptions.lossScaling").SelectOptionAsync("constant");
        await visitor.FillAsync("formatOptions.lossScale", "1e9");
        await visitor.Part("submit").ClickAsync();

        await visitor.Page.WaitForURLAsync(RunAddress());
        await Expect(visitor.Part("timeline")).ToContainTextAsync("more than 1 % of the values since the last report were out of range", new() { Timeout = 180_000 });
        await Expect(visitor.Part("format-health")).ToBeVisibleAsync(Patiently);
        await Expect(visitor.Page.GetByText("Completed", new() { Exact = true }).First).ToBeVisibleAsync(Patiently);
        await visitor.PictureAsync("run-overflow");
        await LookAtValuesAsync(visitor);
    }

    /// <summary>The values of a tensor over the steps: at the run, by the keyboard, and beside what the hardware would cost.</summary>
    private static async Task LookAtValuesAsync(Visitor visitor)
    {
        var run = new Uri(visitor.Page.Url).AbsolutePath;
        await visitor.Part("health-histogram").ClickAsync();
        await visitor.Part("histogram-site").SelectOptionAsync("conv1.activation");
        await visitor.Page.WaitForURLAsync(ChosenTensor());
        var ridges = visitor.Part("format-health").GetByTestId("chart");
        await Expect(ridges).ToHaveAttributeAsync("aria-label", TenReports());
        await ridges.FocusAsync();
        await ridges.PressAsync("End");
        await Expect(visitor.Page.Locator(".chart-tooltip:visible").First).ToContainTextAsync("step 40");
        await visitor.Page.Keyboard.PressAsync("Home");
        await Expect(visitor.Page.Locator(".chart-tooltip:visible").First).ToContainTextAsync("step 4");
        foreach (var (name, width, theme) in new[] { ("light", 1280, ColorScheme.Light), ("dark", 1280, ColorScheme.Dark), ("phone", 390, ColorScheme.Light) })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await visitor.ReloadAsync();
            await Expect(ridges).ToHaveAttributeAsync("aria-label", TenReports());
            (await visitor.ViolationsAsync()).ShouldBeEmpty();
            await visitor.PictureAsync($"run-histogram-{name}");
        }

        await visitor.Page.SetViewportSizeAsync(1280, 900);
        await visitor.OpenAsync($"/compare?runs={run[(run.LastIndexOf('/') + 1)..]}&tensor=conv1.activation");
        await Expect(visitor.Part("site-ridges").GetByTestId("chart")).ToHaveAttributeAsync("aria-label", TenReports());
        var fp16 = visitor.Part("hardware-resnet-fp16");
        await Expect(fp16).ToContainTextAsync("×");
        await visitor.Part("hardware-bandwidth").FillAsync("0");
        await visitor.Part("hardware-bandwidth").PressAsync("Tab");
        await Expect(visitor.Part("hardware-mistake")).ToContainTextAsync("The memory moves");
        var before = await fp16.TextContentAsync();
        await visitor.Part("hardware-bandwidth").FillAsync("25");
        await visitor.Part("hardware-bandwidth").PressAsync("Tab");
        await visitor.Page.WaitForURLAsync(ChosenBandwidth());
        await Expect(visitor.Part("hardware-mistake")).ToHaveCountAsync(0);
        await Expect(fp16).Not.ToHaveTextAsync(before!);
        await visitor.PictureAsync("compare-values");
    }

    [GeneratedRegex("health=histogram&tensor=conv1\\.activation$")]
    private static partial Regex ChosenTensor();

    [GeneratedRegex("^Magnitudes of conv1\\.activation.*: 10 steps, magnitudes from 2\\^")]
    private static partial Regex TenReports();

    [GeneratedRegex("bandwidth=25$")]
    private static partial Regex ChosenBandwidth();

    [GeneratedRegex("/runs/[0-9a-f-]{36}$")]
    private static partial Regex RunAddress();
}
