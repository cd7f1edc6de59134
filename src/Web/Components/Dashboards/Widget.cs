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

    [Inject] private ILogger<Widget> Logger { get; set; } = null!;

    [Parameter, EditorRequired] public WidgetView View { get; set; } = null!;

    /// <summary>Reads what the view shows; the component is rendered afterwards.</summary>
    protected virtual Task ReadAsync() => Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(View, _read))
            return;
        var (before, view) = (_read, View);
        _read = view;
        try
        {
            await ReadAsync();
        }
        catch (Exception error) when (before is not null && ReferenceEquals(before.Values, view.Values) && error is not OperationCanceledException)
        {
            // What it shows is a little old; a panel that fails would be worse.
            Logger.RefreshFailed(error);
        }
    }

    /// <summary>How many of the runs are shown, when it is not all of them.</summary>
    protected string? Limit(int shown) => shown < View.Runs.Total ? $"first {shown} of {View.Runs.Total} runs" : null;
}
