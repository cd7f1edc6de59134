using Mantissa.EndToEnd.Tests.Command;
using Mantissa.Testing;
using Microsoft.Playwright;

namespace Mantissa.EndToEnd.Tests.Pages;

/// <summary>A set on its way from a file chooser to the form for a run.</summary>
public sealed class DatasetsTests
{
    // The first start of a worker in a fresh data directory takes its time.
    private const float Patience = 60_000;

    [RequiredProgramFact(Browser.Program)]
    public async Task A_set_is_uploaded_looked_at_and_chosen_by_its_name()
    {
        var port = CommandProcess.FreePort();
        await using var up = CommandProcess.Start("up", over: null, "--port", $"{port}");
        await up.WaitForAsync("Ready after");
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync($"http://127.0.0.1:{port}/datasets", ColorScheme.Dark);
        await Assertions.Expect(page.Locator("[data-testid=upload-form][data-ready]")).ToBeVisibleAsync(new() { Timeout = Patience });

        await SendAsync(page, "digits", ("images", Idx([60, 28, 28], 60 * 28 * 28)), ("labels", Idx([60], 60)));
        var set = page.GetByTestId("set-digits");
        await Assertions.Expect(set.GetByTestId("set-status")).ToHaveTextAsync("Ready", new() { Timeout = Patience });
        await Assertions.Expect(set).ToContainTextAsync("48 for training, 12 for testing");
        (await set.Locator("img").EvaluateAsync<int>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth; }")).ShouldBeGreaterThan(100);

        await SendAsync(page, "nonsense", ("notes.txt", [1, 2, 3]));
        await Assertions.Expect(page.GetByTestId("set-nonsense").GetByTestId("set-reason")).ToContainTextAsync("'notes.txt' is neither a zip", new() { Timeout = Patience });
        await SendAsync(page, "digits", ("other", [1]));
        await Assertions.Expect(page.GetByTestId("upload-form")).ToContainTextAsync("There is a set named 'digits' already");

        await page.GetByTestId("set-nonsense").GetByTestId("delete").ClickAsync();
        await page.GetByTestId("confirm-delete").ClickAsync();
        await Assertions.Expect(page.GetByTestId("set-nonsense")).ToHaveCountAsync(0);

        await page.GotoAsync($"http://127.0.0.1:{port}/new");
        await page.GetByTestId("models[0].dataset").SelectOptionAsync("upload");
        await page.GetByTestId("models[0].datasetOptions.set").SelectOptionAsync(new SelectOptionValue { Label = "digits" });
        (await page.GetByTestId("models[0].datasetOptions.set").InputValueAsync()).Length.ShouldBe(36);
        // The conflict above is an answer of the site, which the browser notes as an error of loading.
        browser.Errors.Where(error => !error.Contains("409", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task SendAsync(IPage page, string name, params (string Name, byte[] Content)[] files)
    {
        await page.GetByTestId("upload-name").FillAsync(name);
        await page.GetByTestId("upload-file").SetInputFilesAsync(
            files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Content }));
        await page.GetByTestId("upload-submit").ClickAsync();
    }

    /// <summary>An IDX file whose values are 0, 1, 2, 0, 1, 2 …</summary>
    private static byte[] Idx(byte[] shape, int values) =>
    [
        0, 0, 8, (byte)shape.Length,
        .. shape.SelectMany(size => new byte[] { 0, 0, 0, size }),
        .. Enumerable.Range(0, values).Select(i => (byte)(i % 3)),
    ];
}
