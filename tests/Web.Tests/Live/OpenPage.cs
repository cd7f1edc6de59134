using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

#pragma warning disable BL0006 // A renderer cannot be made without the types that it is made of.

namespace Mantissa.Web.Tests.Live;

/// <summary>A component that is rendered as in a circuit, for nobody to see.</summary>
internal sealed class OpenPage<TPage> : IAsyncDisposable
    where TPage : IComponent
{
    private readonly AsyncServiceScope _scope;
    private readonly BlindRenderer _renderer;

    public OpenPage(IServiceProvider services)
    {
        _scope = services.CreateAsyncScope();
        _renderer = new(_scope.ServiceProvider);
        Page = (TPage)_renderer.Make(typeof(TPage));
    }

    public TPage Page { get; }

    /// <summary>Ends when the page has read what it shows.</summary>
    public Task ShowAsync() => _renderer.ShowAsync(Page);

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private sealed class BlindRenderer(IServiceProvider services) : Renderer(services, NullLoggerFactory.Instance)
    {
        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        protected override RendererInfo RendererInfo { get; } = new("Server", isInteractive: true);

        public IComponent Make(Type component) => InstantiateComponent(component);

        public Task ShowAsync(IComponent component) =>
            Dispatcher.InvokeAsync(() => RenderRootComponentAsync(AssignRootComponentId(component), ParameterView.Empty));

        protected override void HandleException(Exception exception) => throw new InvalidOperationException("The component failed.", exception);

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;
    }
}
