using System.Text.RegularExpressions;
using Mantissa.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>From an empty platform to a verdict: the way of the product, in a real browser, over a real worker.</summary>
public sealed partial class ComparisonJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    private static readonly TimeSpan Training = TimeSpan.FromMinutes(3);
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 180_000 };

    [Fact]
    public async Task A_comparison_is_submitted_watched_and_judged()
    {
        await using var visitor = await platform.VisitAsync();
        var page = visitor.Page;
        await visitor.OpenAsync("/new");
        await Expect(visitor.Part("grid-preview")).ToBeVisibleAsync(Patiently);
        foreach (var model in (string[])["dcgan", "resnet", "wgan"])
            await visitor.Part($"model-{model}").ClickAsync();
        await Expect(visitor.Part("grid-preview")).ToContainTextAsync("alexnetdcganresnetwgan");
        int[] steps = [12, 12, 60, 12];
        for (var member = 0; member < steps.Length; member++)
            await ConfigureAsync(visitor, member, steps[member]);
        await visitor.FillAsync("models[0].modelOptions.width", "0.0625");
        await visitor.FillAsync("models[2].modelOptions.depth", "8");
        foreach (var classifier in (int[])[0, 2])
            await visitor.FillAsync($"models[{classifier}].training.evaluationImages", "100");
        foreach (var generator in (int[])[1, 3])
        {
            await visitor.FillAsync($"models[{generator}].modelOptions.features", "4");
            await visitor.FillAsync($"models[{generator}].training.sampleEvery", "4");
        }

        await visitor.PictureAsync("new");
        await visitor.Part("submit").ClickAsync();

        // A curve grows without anybody loading the page again.
        await page.WaitForURLAsync(ComparisonAddress());
        await page.EvaluateAsync("window.stayed = true");
        await Expect(visitor.Part("fold-alexnet")).ToHaveAttributeAsync("aria-expanded", "true");
        foreach (var model in (string[])["dcgan", "resnet", "wgan"])
            await visitor.Part($"fold-{model}").ClickAsync();
        await page.WaitForURLAsync(OpenModels());
        await Eventually.TrueAsync(async () => await visitor.PointsAsync() > 4, Training);
        var seen = await visitor.PointsAsync();
        await Eventually.TrueAsync(async () => await visitor.PointsAsync() > seen, Training);
        await visitor.PictureAsync("compare-live");

        await Expect(visitor.Part("compare-lead")).ToContainTextAsync("8 completed", new() { Timeout = 180_000 });
        (await page.EvaluateAsync<bool>("window.stayed")).ShouldBeTrue();

        // The verdict, and that one seed is none.
        var verdicts = page.GetByRole(AriaRole.Table).First;
        await Expect(verdicts).ToContainTextAsync("flex16+5");
        await Expect(verdicts).ToContainTextAsync("not enough seeds");

        await SlideAsync(visitor);
        await visitor.PictureAsync("compare-open");
        await CloseAsync(visitor);
        await visitor.PictureAsync("compare");
    }

    [Fact]
    public async Task Wrong_numbers_are_named_beside_their_fields_and_mended_there()
    {
        await using var visitor = await platform.VisitAsync(ColorScheme.Dark);
        await visitor.OpenAsync("/new");
        await Expect(visitor.Part("grid-preview")).ToBeVisibleAsync(Patiently);
        await visitor.FillAsync("models[0].training.epochs", "0");
        await Expect(visitor.Part("error-models[0].training.epochs")).ToContainTextAsync("1");
        await visitor.FillAsync("models[0].training.batch", "1000000000");
        await visitor.Part("submit").ClickAsync();

        await Expect(visitor.Part("form-errors")).ToContainTextAsync("2 fields need your attention");
        await visitor.PictureAsync("new-errors-dark");
        visitor.Page.Url.ShouldEndWith("/new");

        await visitor.FillAsync("models[0].training.epochs", "1");
        await visitor.FillAsync("models[0].training.batch", "32");
        await Expect(visitor.Part("form-errors")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_run_that_no_worker_serves_waits_and_says_for_what()
    {
        await using var visitor = await platform.VisitAsync();
        await visitor.OpenAsync("/new");
        await Expect(visitor.Part("grid-preview")).ToBeVisibleAsync(Patiently);
        await visitor.Part("format-flex16+5").ClickAsync();
        await visitor.Part("queue").SelectOptionAsync("gpu");
        await Expect(visitor.Part("queue-warning")).ToContainTextAsync("./mantissa worker --queues gpu");
        await visitor.Part("submit").DblClickAsync();

        await visitor.Page.WaitForURLAsync(RunAddress());
        await Expect(visitor.Part("waiting")).ToContainTextAsync("no live worker serves the queue 'gpu'");
        await visitor.PictureAsync("run-waiting");
        await visitor.OpenAsync("/");
        await Expect(visitor.Page.GetByText("Queued", new() { Exact = true }).Last).ToBeVisibleAsync();
        await visitor.PictureAsync("runs");
    }

    /// <summary>A few small pictures, a few steps, everything recorded.</summary>
    private static async Task ConfigureAsync(Visitor visitor, int member, int steps)
    {
        var path = $"models[{member}]";
        await visitor.FillAsync($"{path}.datasetOptions.trainImages", "200");
        await visitor.FillAsync($"{path}.datasetOptions.testImages", "100");
        await visitor.FillAsync($"{path}.training.batch", "32");
        await visitor.FillAsync($"{path}.training.steps", $"{steps}");
        await visitor.FillAsync($"{path}.training.recordEvery", "1");
        await visitor.FillAsync($"{path}.training.evaluateEvery", $"{steps / 3}");
    }

    /// <summary>
    /// What is folded is as it was after the page was loaded again; with the models closed, the verdict on all of them and the way to each
    /// of them are in one screen. A metric without a curve is a number.
    /// </summary>
    private static async Task CloseAsync(Visitor visitor)
    {
        await visitor.ReloadAsync();
        await Expect(visitor.Part("sample-wall")).ToHaveCountAsync(2);
        await Expect(visitor.Part("single-values").Filter(new() { HasText = "Fréchet distance" })).ToHaveCountAsync(2);
        await Expect(visitor.Part("panel-fid")).ToHaveCountAsync(0);
        foreach (var model in (string[])["alexnet", "dcgan", "resnet", "wgan"])
            await visitor.Part($"fold-{model}").ClickAsync();
        await Expect(visitor.Part("sample-wall")).ToHaveCountAsync(0);
        var last = await visitor.Part("fold-wgan").BoundingBoxAsync();
        last.ShouldNotBeNull().Y.ShouldBeLessThan(1000);
        await visitor.Part("fold-alexnet").ClickAsync();
        await Expect(visitor.Part("panel-top1")).ToBeVisibleAsync();
    }

    /// <summary>Moves the slider of the sample wall to its start; both formats show the pictures of that step.</summary>
    private static async Task SlideAsync(Visitor visitor)
    {
        await Expect(visitor.Part("sample-wall")).ToHaveCountAsync(2);
        var wall = visitor.Part("sample-wall").Last;
        await Expect(wall.GetByTestId("sample")).ToHaveCountAsync(2);
        await Expect(wall.GetByTestId("real")).ToBeVisibleAsync();
        await Expect(wall.GetByTestId("step")).ToHaveTextAsync("step 12");
        var slider = wall.GetByTestId("step-slider");
        await slider.FocusAsync();
        await slider.PressAsync("Home");
        await Expect(wall.GetByTestId("step")).ToHaveTextAsync("step 0");
        await slider.PressAsync("ArrowRight");
        await Expect(wall.GetByTestId("step")).ToHaveTextAsync("step 4");
        foreach (var picture in await wall.GetByTestId("sample").Locator("img").AllAsync())
        {
            await Expect(picture).ToHaveAttributeAsync("data-step", "4");
            await Eventually.TrueAsync(() => picture.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        }
    }

    [GeneratedRegex("open=dcgan&open=resnet&open=wgan$")]
    private static partial Regex OpenModels();

    [GeneratedRegex("/comparisons/[0-9a-f-]{36}$")]
    private static partial Regex ComparisonAddress();

    [GeneratedRegex("/runs/[0-9a-f-]{36}$")]
    private static partial Regex RunAddress();
}
