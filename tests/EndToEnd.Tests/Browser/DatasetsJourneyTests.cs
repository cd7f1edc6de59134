using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>A set on its way from a file chooser to the form for a run.</summary>
public sealed class DatasetsJourneyTests(PlatformUnderTest platform) : IClassFixture<PlatformUnderTest>
{
    // The first start of a worker in a fresh data directory takes its time.
    private const float Patience = 60_000;

    [Fact]
    public async Task A_set_is_uploaded_looked_at_and_chosen_by_its_name()
    {
        await using var visitor = await platform.VisitAsync(ColorScheme.Dark);
        await visitor.OpenAsync("/datasets");
        await Expect(visitor.Page.Locator("[data-testid=upload-form][data-ready]")).ToBeVisibleAsync(new() { Timeout = Patience });

        await Expect(visitor.Part("upload-form").GetByText("Stop")).ToBeHiddenAsync();

        await SendAsync(visitor, "digits", ("images", Idx([60, 28, 28], 60 * 28 * 28)), ("labels", Idx([60], 60)));
        var set = visitor.Part("set-digits");
        await Expect(set.GetByTestId("set-status")).ToHaveTextAsync("Ready", new() { Timeout = Patience });
        await Expect(set).ToContainTextAsync("48 for training, 12 for testing");
        (await set.Locator("img").EvaluateAsync<int>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth; }"))
            .ShouldBeGreaterThan(100);

        await SendAsync(visitor, "nonsense", ("notes.txt", [1, 2, 3]));
        var nonsense = visitor.Part("set-nonsense");
        await Expect(nonsense.GetByTestId("set-reason")).ToContainTextAsync("'notes.txt' is neither a zip", new() { Timeout = Patience });
        await visitor.PictureAsync("datasets-dark");
        await nonsense.GetByTestId("delete").ClickAsync();
        await visitor.Part("confirm-delete").ClickAsync();
        await Expect(nonsense).ToHaveCountAsync(0);

        await visitor.OpenAsync("/new");
        await visitor.Part("models[0].dataset").SelectOptionAsync("upload");
        await visitor.Part("models[0].datasetOptions.set").SelectOptionAsync(new SelectOptionValue { Label = "digits" });
        Guid.TryParse(await visitor.Part("models[0].datasetOptions.set").InputValueAsync(), out _).ShouldBeTrue();
    }

    private static async Task SendAsync(Visitor visitor, string name, params (string Name, byte[] Content)[] files)
    {
        await visitor.Part("upload-name").FillAsync(name);
        await visitor.Part("upload-file").SetInputFilesAsync(
            files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Content }));
        await visitor.Part("upload-submit").ClickAsync();
    }

    /// <summary>An IDX file whose values are 0, 1, 2, 0, 1, 2 …</summary>
    private static byte[] Idx(byte[] shape, int values) =>
    [
        0, 0, 8, (byte)shape.Length,
        .. shape.SelectMany(size => new byte[] { 0, 0, 0, size }),
        .. Enumerable.Range(0, values).Select(i => (byte)(i % 3)),
    ];
}
