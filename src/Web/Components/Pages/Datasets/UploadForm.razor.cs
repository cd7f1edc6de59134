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
    private IJSObjectReference? _module;
    private IJSObjectReference? _upload;
    private DotNetObjectReference<UploadForm>? _self;

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
        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await js.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/Datasets/UploadForm.razor.js");
            _upload = await _module.InvokeAsync<IJSObjectReference>("init", _form, _self, Limit);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_upload is not null)
            {
                await _upload.InvokeVoidAsync("dispose");
                await _upload.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has let go of it already.
        }

        _self?.Dispose();
    }
}
