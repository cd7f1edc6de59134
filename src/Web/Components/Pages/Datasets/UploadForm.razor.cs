using Mantissa.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Pages.Datasets;

/// <summary>
/// Sends files to the REST API straight from the browser, with a progress bar: over the page's web socket a large file would keep
/// everything else waiting.
/// </summary>
public sealed partial class UploadForm(IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private ElementReference _form;
    private PageScript<UploadForm>? _script;

    /// <summary>Bytes that the files may have together.</summary>
    [Parameter, EditorRequired] public long Limit { get; set; }

    /// <summary>A set has been stored.</summary>
    [Parameter] public EventCallback OnUploaded { get; set; }

    [JSInvokable]
    public Task UploadedAsync() => InvokeAsync(OnUploaded.InvokeAsync);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new(js, this);
        await _script.StartAsync("./Components/Pages/Datasets/UploadForm.razor.js", _form, Limit);
    }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
