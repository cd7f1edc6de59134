using Mantissa.Data.Images;
using Mantissa.Web.Api;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Samples;

/// <summary>Pictures of some runs at one step, side by side, with one slider; real images beside them when a run recorded them.</summary>
public sealed partial class SampleWall(ImageStore images) : ComponentBase
{
    private SampleSteps? _steps;
    private long _step;
    private string? _real;
    private string? _asked;

    [Parameter, EditorRequired] public IReadOnlyList<SampleTile> Tiles { get; set; } = [];
    [Parameter] public string Title { get; set; } = "Samples";

    /// <summary>Looks for pictures again, after the runs recorded more.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, IReadOnlyList<ImageSummary>>();
        foreach (var tile in Tiles)
            found[tile.Run] = await images.ListAsync(tile.Run, cancellationToken);
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

    private static string Url(Guid run, long step, string name = SampleSteps.Samples) => ImagesApi.UrlOf(run, name, step);
}
