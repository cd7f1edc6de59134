using Mantissa.Data.Catalogue;
using Mantissa.Web.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Mantissa.Web.Components.Layout;

public sealed partial class MainLayout(NavigationManager navigation, CatalogueStore catalogues) : LayoutComponentBase, IDisposable
{
    // Keys the menu's checkbox: a new place makes a new, closed one.
    private string _place = "";

    private FormatPalette? _palette;

    protected override async Task OnInitializedAsync()
    {
        _place = new Uri(navigation.Uri).AbsolutePath;
        navigation.LocationChanged += Moved;
        _palette = new(await catalogues.GetAsync(CancellationToken.None));
    }

    public void Dispose() => navigation.LocationChanged -= Moved;

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        var place = new Uri(e.Location).AbsolutePath;
        if (place == _place)
            return;
        _place = place;
        _ = InvokeAsync(StateHasChanged);
    }
}
