using Mantissa.Data.Images;
using Mantissa.Web.Api;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Formatting;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Samples;

/// <summary>
/// Pictures of some runs at one step, side by side, with one slider; real images beside them when a run recorded them. They are shown as
/// they are, or as what differs from those of the baseline.
/// </summary>
public sealed partial class SampleWall(LiveReads reads, ImageStore images) : ComponentBase
{
    private const string RealKey = "real";
    private SampleSteps? _steps;
    private IReadOnlyList<SamplePlace> _places = [];
    private long _step;
    private string? _real;
    private string? _asked;
    private string? _open;
    private bool _difference;
    private int _gain = 4;

    [Parameter, EditorRequired] public IReadOnlyList<SampleTile> Tiles { get; set; } = [];
    [Parameter] public string Title { get; set; } = "Samples";

    /// <summary>The format from which differences are taken.</summary>
    [Parameter] public string Baseline { get; set; } = FormatPalette.Reference;

    /// <summary>The share link behind which the wall is, if it is: its reader may see its pictures and no others.</summary>
    [CascadingParameter(Name = SharedImages.Token)] public string? Shared { get; set; }

    /// <summary>Beside the title: what else can be chosen.</summary>
    [Parameter] public RenderFragment? Choice { get; set; }

    /// <summary>Shown when there are no pictures.</summary>
    [Parameter] public RenderFragment? Nothing { get; set; }

    /// <summary>The baseline's pictures, if there are others to set against them.</summary>
    private SampleTile? Reference => Tiles.Count > 1 ? Tiles.FirstOrDefault(tile => tile.Format == Baseline) : null;

    /// <summary>Looks for pictures again, after the runs recorded more.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, IReadOnlyList<ImageSummary>>();
        foreach (var tile in Tiles)
            found[tile.Run] = await reads.OfRunAsync("images", tile.Run, images.ListAsync, cancellationToken);
        var steps = new SampleSteps(found, SampleSteps.Samples);
        _step = steps.Follow(_steps, _steps is null ? null : _step);
        _steps = steps;
        _real = found.SelectMany(run => run.Value.Where(i => i.Name == SampleSteps.Real).Select(i => Url(run.Key, i.Step, i.Name))).FirstOrDefault();
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = string.Join(' ', Tiles.Select(t => t.Run));
        if (asked == _asked)
            return;
        _asked = asked;
        await RefreshAsync(CancellationToken.None);
    }

    private IReadOnlyList<SamplePlace> Places(SampleSteps steps)
    {
        var against = _difference && Reference is { } reference && steps.Shown(reference.Run, _step) is { } same ? Url(reference.Run, same) : null;
        var places = Tiles.Select(tile => PlaceOf(tile, steps, tile == Reference ? null : against)).ToList();
        if (_real is not null)
            places.Add(new(RealKey, "real images of the dataset", null, null, _real) { IsReal = true });
        return _places = places;
    }

    private SamplePlace PlaceOf(SampleTile tile, SampleSteps steps, string? against)
    {
        var shown = steps.Shown(tile.Run, _step);
        return new($"{tile.Run}", $"samples of {tile.Label}", tile.Format, shown, shown is { } step ? Url(tile.Run, step) : null)
        {
            Against = against, Note = tile.Note,
            Near = [.. steps.Beside(_step).Select(s => steps.Shown(tile.Run, s)).OfType<long>().Where(s => s != shown).Distinct().Select(s => Url(tile.Run, s))],
        };
    }

    /// <summary>Another picture at the same step.</summary>
    private void MoveOpen(int by)
    {
        var pictures = _places.Where(place => place.Url is not null).ToList();
        var place = pictures.FindIndex(picture => picture.Key == _open);
        _open = pictures[Math.Clamp(place + by, 0, pictures.Count - 1)].Key;
    }

    private string Url(Guid run, long step, string name = SampleSteps.Samples) =>
        Shared is { } token ? SharedImages.UrlOf(token, run, name, step) : ImagesApi.UrlOf(run, name, step);
}
