using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Mantissa.Web.Components.Shared;

/// <summary>Keeps an error inside one panel: the rest of the page goes on, and the panel shows an id that is in the log.</summary>
public sealed class PanelBoundary(ILogger<PanelBoundary> logger) : ErrorBoundaryBase
{
    private string _id = "";

    protected override Task OnErrorAsync(Exception exception)
    {
        _id = ErrorId.Create();
        logger.PanelFailed(exception, _id);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PanelError>(1);
        builder.AddComponentParameter(2, nameof(PanelError.Id), _id);
        builder.AddComponentParameter(3, nameof(PanelError.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
