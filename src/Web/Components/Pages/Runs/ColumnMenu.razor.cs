using Mantissa.Data.Querying;
using Mantissa.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Chooses the columns: those shown, in their order, and all that the runs have to offer, found by a part of their name.</summary>
public sealed partial class ColumnMenu(IJSRuntime js, QueryFieldStore fields) : ComponentBase, IAsyncDisposable
{
    private const int MostOffers = 40;

    private readonly Dictionary<string, ElementReference> _up = [];
    private readonly Dictionary<string, ElementReference> _down = [];
    private QueryFields _fields = new([], [], [], []);
    private MenuButton? _menu;
    private ElementReference _element;
    private PageScript<ColumnMenu>? _script;
    private ElementReference? _moved;
    private string _search = "";
    private bool _opened;

    [Parameter, EditorRequired] public RunsView View { get; set; } = null!;
    [Parameter, EditorRequired] public ColumnCatalogue Catalogue { get; set; } = null!;
    [Parameter] public EventCallback OnChange { get; set; }

    /// <param name="Name">As queries and addresses have it.</param>
    /// <param name="Title">As people call it.</param>
    /// <param name="Keys">The columns that it can be, with what tells them apart.</param>
    private sealed record Offer(string Name, string Title, IReadOnlyList<(string Key, string Label)> Keys);

    /// <summary>A column was dragged to another place.</summary>
    [JSInvokable]
    public Task DropAsync(string key, int position)
    {
        View.Move(key, position);
        return OnChange.InvokeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_opened)
        {
            _opened = false;
            await (_script?.DisposeAsync() ?? ValueTask.CompletedTask);
            _script = new(js, this);
            await _script.StartAsync("./Components/Pages/Runs/ColumnMenu.razor.js", _element);
        }

        // A row that changes places in the document loses the focus.
        if (_moved is { } moved)
        {
            _moved = null;
            await moved.TryFocusAsync();
        }
    }

    private async Task OpenAsync()
    {
        (_fields, _search, _opened) = (await fields.GetAsync(CancellationToken.None), "", true);
    }

    private IReadOnlyList<(string Kind, IReadOnlyList<Offer> Offers)> Sections()
    {
        var attributes = FixedColumns.All.Select(column => new Offer(column.Key, column.Title, [(column.Key, "")]));
        var metrics = _fields.Metrics.OrderByDescending(field => field.Runs).Select(field => MetricOffer(field.Name));
        var parameters = _fields.Parameters.OrderByDescending(field => field.Runs).Select(field => OfferOf(field.Name, FieldText.Parameter(field.Name)));
        var tags = _fields.Tags.OrderByDescending(field => field.Runs).Select(field => OfferOf(field.Name, FieldText.Tag(field.Name)));
        return [.. Section("Attributes", attributes), .. Section("Metrics", metrics), .. Section("Parameters", parameters), .. Section("Tags", tags)];
    }

    private IEnumerable<(string Kind, IReadOnlyList<Offer> Offers)> Section(string kind, IEnumerable<Offer> offers)
    {
        IReadOnlyList<Offer> found = [.. offers.Where(Fits)];
        return found.Count == 0 ? [] : [(kind, found)];
    }

    private bool Fits(Offer offer) => _search.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => offer.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || offer.Title.Contains(word, StringComparison.OrdinalIgnoreCase));

    private Offer OfferOf(string name, string key) => new(name, Catalogue.Find(key)?.Title ?? name, [(key, "")]);

    private Offer MetricOffer(string name)
    {
        var keys = ColumnCatalogue.Aggregates.Select(aggregate => (Key: FieldText.Metric(name, aggregate), aggregate)).Where(offer => Catalogue.FieldOf(offer.Key) is not null).ToList();
        return new(name, Catalogue.Find(keys[0].Key)?.Title ?? name, keys);
    }

    private Task MoveAsync(string key, int position, bool up)
    {
        View.Move(key, position);
        var ended = position == 0 || position == View.Columns.Count - 1;
        _moved = (up != ended ? _up : _down).GetValueOrDefault(key);
        return OnChange.InvokeAsync();
    }

    private Task ShowAsync(string key)
    {
        View.Show(key);
        return OnChange.InvokeAsync();
    }

    private Task HideAsync(string key)
    {
        View.Hide(key);
        return OnChange.InvokeAsync();
    }

    private Task RemoveAsync(string key)
    {
        _menu?.TakeFocus();
        return HideAsync(key);
    }

    private Task ResetAsync()
    {
        _menu?.TakeFocus();
        View.Columns = ColumnChoice.Default;
        return OnChange.InvokeAsync();
    }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
