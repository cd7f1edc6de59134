using Mantissa.Web.Dashboards;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Dashboards;

/// <summary>
/// What every widget is: it reads what it shows when it is given another view, and says in words what it left out. A kind of widget is one
/// component that derives from this, with a <see cref="WidgetAttribute"/> and a static property <c>Options</c>.
/// </summary>
public abstract class Widget : ComponentBase
{
    private WidgetView? _read;

    [Parameter, EditorRequired] public WidgetView View { get; set; } = null!;

    /// <summary>Reads what the view shows; the component is rendered afterwards.</summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(View, _read))
            return;
        _read = View;
        await ReadAsync();
    }

    /// <summary>How many of the runs are shown, when it is not all of them.</summary>
    protected string? Limit(int shown) => shown < View.Runs.Total ? $"first {shown} of {View.Runs.Total} runs" : null;
}
