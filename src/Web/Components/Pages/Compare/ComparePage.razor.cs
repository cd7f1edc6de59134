using System.Globalization;
using System.Web;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Web.Components.Charts;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Samples;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Formatting;
using Mantissa.Web.Live;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Mantissa.Web.Components.Pages.Compare;

/// <summary>Runs side by side: of a comparison, or chosen by hand. Everything that is shown stands in the address.</summary>
public sealed partial class ComparePage(
    CompareReader reader, RunStore runs, NavigationManager navigation, PageActions actions, DialogService dialogs) : LivePage
{
    private CompareView? _view;
    private IReadOnlyList<ModelGroup> _groups = [];
    private IReadOnlyList<RunColumn> _columns = [];
    private List<Run> _inSight = [];
    private IReadOnlyList<Run> _kept = [];
    private ChartSettings _settings = new();
    private RelationSettings _relations = new();
    private Folds _folds = new();
    private string? _missing;
    private string? _ignored;
    private string? _chosen;
    private (Guid? Id, string? Runs)? _loaded;
    private volatile HashSet<Guid> _followed = [];

    [Parameter] public Guid? Id { get; set; }
    [SupplyParameterFromQuery(Name = "runs")] public string? RunIds { get; set; }
    [CascadingParameter] public FormatPalette Palette { get; set; } = null!;

    private Dictionary<string, ChartDeck?> Decks { get; } = [];
    private Dictionary<string, SampleWall?> Walls { get; } = [];
    private Dictionary<string, FormatOverlay?> Overlays { get; } = [];

    private string Title => _view?.Comparison?.Name ?? (_view is null ? "Compare" : $"{_view.Runs.Count} runs compared");

    private string Lead
    {
        get
        {
            var counts = _view!.Runs.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}");
            var seeds = _view.Seeds.Count == 1 ? $"seed {_view.Seeds[0]}" : $"{_view.Seeds.Count} seeds";
            return $"{_view.Runs.Count} runs, {seeds}: {string.Join(", ", counts)}.";
        }
    }

    private IReadOnlyList<ChartAxis> Axes => ChartRun.Axes([.. _groups.SelectMany(group => group.Lines)]);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Id, RunIds))
            return;
        _loaded = (Id, RunIds);
        var query = HttpUtility.ParseQueryString(new Uri(navigation.Uri).Query);
        (_settings, _relations, _folds) = (ChartSettings.From(query), RelationSettings.From(query), Folds.From(query));
        (_chosen, _ignored, _missing) = (RunIds, null, null);
        if (Id is { } comparison)
        {
            _view = await reader.ReadComparisonAsync(comparison, Left);
            _missing = _view is null ? $"There is no comparison {comparison}. It may have been deleted." : null;
        }
        else
        {
            var (ids, problem) = ChosenRuns.Parse(RunIds);
            (_view, var absent) = await reader.ReadRunsAsync(ids, Left);
            _ignored = problem ?? (absent > 0 && _view is not null ? $"{absent} of the runs in the address do not exist (any more)." : null);
            _missing = _view is null ? problem ?? "Tick two or more runs in the list, then press Compare." : null;
        }

        foreach (var format in (query["hide"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            _view?.Hidden.Add(format);
        if (_view is not null && long.TryParse(query["seed"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed))
            _view.Seed = seed;
        Arrange();
    }

    protected override bool Concerns(RunChange change) => _followed.Contains(change.RunId) && change.Kind != RunChangeKind.Logs;

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        if (_view is null)
            return;
        await reader.RefreshAsync(_view, changes, Left);
        Arrange();
        var kinds = changes.Select(c => c.Kind).ToHashSet();
        var all = kinds.Contains(RunChangeKind.Everything);
        foreach (var group in _groups.Where(IsOpen).Where(g => all || g.Runs.Any(r => changes.Any(c => c.RunId == r.Id))))
        {
            if ((all || kinds.Contains(RunChangeKind.Metrics)) && Decks.GetValueOrDefault(group.Model) is { } deck)
                await deck.RefreshAsync(Left);
            if ((all || kinds.Contains(RunChangeKind.Metrics)) && Overlays.GetValueOrDefault(group.Model) is { } overlay)
                await overlay.RefreshAsync(Left);
            if ((all || kinds.Contains(RunChangeKind.Images)) && Walls.GetValueOrDefault(group.Model) is { } wall)
                await wall.RefreshAsync(Left);
        }
    }

    private void Arrange()
    {
        _groups = _view?.Groups(Palette) ?? [];
        _followed = _view?.Runs.Select(r => r.Id).ToHashSet() ?? [];
        _inSight = _view?.Runs.Where(r => !_view.Hidden.Contains(r.Format)).ToList() ?? [];
        Relate();
    }

    /// <summary>What the runs were given and what came of it, and which of them were brushed.</summary>
    private void Relate()
    {
        _columns = _view is null ? [] : RunColumn.Of(_inSight, _view.Metrics, _view.Catalogue, _relations.Best);
        _kept = [.. _relations.Places(_columns, _inSight.Count).Select(place => _inSight[place])];
    }

    private IReadOnlyList<string> KeptWords =>
        [.. _columns.Where(column => _relations.Kept.ContainsKey(column.Key)).Select(column => column.Words(_relations.Kept[column.Key]))];

    private long SeedOf(ModelGroup group) => _view?.Seed is { } seed && group.Seeds.Contains(seed) ? seed : group.Seeds[0];

    private void ChangeSeed(ChangeEventArgs e)
    {
        _view!.Seed = long.Parse((string)e.Value!, CultureInfo.InvariantCulture);
        ChangeSettings(_settings);
    }

    private void Toggle(string format)
    {
        _view!.Toggle(format);
        Arrange();
        ChangeSettings(_settings);
    }

    /// <summary>One model has the page to itself; only with several are parts folded as a rule.</summary>
    private bool IsAlone => _groups.Count == 1;

    /// <summary>Of several models the first is open, so that the verdict on all of them and the way to each fit one screen.</summary>
    private bool IsUsuallyOpen(ModelGroup group) => group.Model == _groups[0].Model;

    private bool IsOpen(ModelGroup group) => IsAlone || _folds.IsOpen(group.Model, IsUsuallyOpen(group));

    private bool IsOpen(string part) => _folds.IsOpen(part, usually: IsAlone);

    private void Turn(ModelGroup group) => Turn(_folds.Turn(group.Model, IsUsuallyOpen(group)));

    private void Turn(string part) => Turn(_folds.Turn(part, usually: IsAlone));

    private void Turn(Folds folds)
    {
        _folds = folds;
        ChangeSettings(_settings);
    }

    private void ChangeRelations(RelationSettings relations)
    {
        _relations = relations;
        Relate();
        ChangeSettings(_settings);
    }

    private void ChangeSettings(ChartSettings settings)
    {
        _settings = settings;
        var path = Id is { } comparison ? $"/comparisons/{comparison}" : "/compare";
        navigation.NavigateTo(path + _view!.ToQuery(settings, _relations, _folds, _chosen), replace: true);
    }

    private async Task CancelAllAsync()
    {
        var open = _view!.Runs.Where(r => !r.Status.IsFinished()).ToList();
        if (await dialogs.Confirm(
                "What they have recorded stays, and each can be continued from its last checkpoint.",
                $"Cancel {open.Count} runs?", new ConfirmOptions { OkButtonText = "Cancel them", CancelButtonText = "Keep them" }) != true)
            return;
        foreach (var run in open)
            await actions.TryAsync(Permission.Submit, () => runs.RequestCancelAsync(run.Id, CancellationToken.None));
    }
}
