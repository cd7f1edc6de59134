using AngleSharp.Html.Parser;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Tests.Sites;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mantissa.Web.Tests.Components.Shared;

public sealed class PanelBoundaryTests
{
    [Fact]
    public async Task What_throws_takes_its_panel_down_and_is_in_the_log_under_the_id_that_the_panel_shows()
    {
        using var log = new KeptLog();
        await using var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());

        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Page>()).ToHtmlString());

        var page = new HtmlParser().ParseDocument(html);
        page.QuerySelector("#beside")!.TextContent.ShouldBe("still here");
        var panel = page.QuerySelector("[data-testid=panel-error]").ShouldNotBeNull();
        panel.TextContent.ShouldNotContain("the disk is on fire");
        var line = log.Lines.ShouldHaveSingleItem();
        line.Text.ShouldContain(panel.QuerySelector("code")!.TextContent);
        line.Error!.Message.ShouldBe("the disk is on fire");
    }

    private sealed class Page : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<PanelBoundary>(0);
            builder.AddComponentParameter(1, nameof(PanelBoundary.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent<Broken>(0);
                inner.CloseComponent();
            }));
            builder.CloseComponent();
            builder.AddMarkupContent(2, "<p id=\"beside\">still here</p>");
        }
    }

    private sealed class Broken : ComponentBase
    {
        protected override void OnInitialized() => throw new IOException("the disk is on fire");
    }
}
