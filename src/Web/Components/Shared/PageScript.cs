using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Shared;

/// <summary>
/// The script of a component in the browser: the object that its module's <c>init</c> makes of an element, until its <c>dispose</c>. Made
/// after the first render, for there is no browser before it.
/// </summary>
/// <typeparam name="TComponent">Who the script calls back.</typeparam>
internal sealed class PageScript<TComponent>(IJSRuntime js, TComponent component) : IAsyncDisposable
    where TComponent : class
{
    private readonly DotNetObjectReference<TComponent> _self = DotNetObjectReference.Create(component);
    private IJSObjectReference? _module;
    private IJSObjectReference? _script;
    private bool _gone;

    /// <summary>Whether there is a script to call.</summary>
    public bool Runs => _script is not null;

    /// <param name="module">Address of the module.</param>
    /// <param name="element">What <c>init</c> is given first; then the component.</param>
    /// <param name="more">What else it is given.</param>
    public async Task StartAsync(string module, ElementReference element, params object?[] more)
    {
        try
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", module);

            // A component that was taken from the page meanwhile has no element any more.
            if (!_gone)
                _script = await _module.InvokeAsync<IJSObjectReference>("init", [element, _self, .. more]);
            if (_gone)
                await LetGoAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; there is nothing to run in.
        }
    }

    /// <summary>Calls a function of the script; nothing where none runs.</summary>
    public async Task CallAsync(string function, params object?[] arguments)
    {
        if (_script is not null)
            await _script.InvokeVoidAsync(function, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            await LetGoAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has let go of it already.
        }

        _self.Dispose();
    }

    private async Task LetGoAsync()
    {
        var (script, module) = (_script, _module);
        (_script, _module) = (null, null);
        if (script is not null)
        {
            await script.InvokeVoidAsync("dispose");
            await script.DisposeAsync();
        }

        if (module is not null)
            await module.DisposeAsync();
    }
}
