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
    }

    [GeneratedRegex("/runs/[0-9a-f-]{36}$")]
    private static partial Regex RunAddress();
}
