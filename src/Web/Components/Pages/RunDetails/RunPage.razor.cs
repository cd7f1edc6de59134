using System.Web;
using Mantissa.Data.Notifications;
using Mantissa.Data.Runs;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Samples;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Formatting;
using Mantissa.Web.Live;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>One run, followed while it trains: each kind of change reads again only what it is about.</summary>
public sealed partial class RunPage(
    RunStore runs, RunReader reader, NavigationManager navigation, PageActions actions, DialogService dialogs) : LivePage
{
    private RunView? _view;
    private bool _missing;
    private Guid _loaded;
    private ChartSettings _settings = new();
    private HealthSettings _healthSettings = new();
    private ChartDeck? _deck;
    private SampleWall? _samples;
    private FormatHealth? _health;
    private LogPanel? _log;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] public FormatPalette Palette { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _loaded = Id;
        var query = HttpUtility.ParseQueryString(new Uri(navigation.Uri).Query);
        (_settings, _healthSettings) = (ChartSettings.From(query), HealthSettings.From(query));
        _view = await reader.ReadAsync(Id, Palette, Left);
        _missing = _view is null;
    }

    protected override bool Concerns(RunChange change) => change.RunId == Id;

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes)
    {
        if (_view is null)
            return;
        var kinds = changes.Select(c => c.Kind).ToHashSet();
        var all = kinds.Contains(RunChangeKind.Everything);
        _missing = !await reader.RefreshAsync(_view, kinds, Palette, Left);
        if (_missing)
            return;
        if (all || kinds.Contains(RunChangeKind.Metrics))
        {
            await (_deck?.RefreshAsync(Left) ?? Task.CompletedTask);
            await (_health?.RefreshAsync(Left) ?? Task.CompletedTask);
        }

        if (all || kinds.Contains(RunChangeKind.Images))
            await (_samples?.RefreshAsync(Left) ?? Task.CompletedTask);
        if (all || kinds.Contains(RunChangeKind.Logs))
            await (_log?.RefreshAsync(Left) ?? Task.CompletedTask);
    }

    private void ChangeHealth(HealthSettings settings)
    {
        _healthSettings = settings;
        ChangeSettings(_settings);
    }

    private void ChangeSettings(ChartSettings settings)
    {
        _settings = settings;
        var query = HttpUtility.ParseQueryString("");
        settings.WriteTo(query);
        _healthSettings.WriteTo(query);
        navigation.NavigateTo(query.Count == 0 ? $"/runs/{Id}" : $"/runs/{Id}?{query}", replace: true);
    }

    private async Task CancelAsync()
    {
        if (await dialogs.Confirm(
                _view?.Run.External == true
                    ? "It is made elsewhere: its program is asked to stop when it records next. What it has recorded stays."
                    : "It stops within seconds. What it has recorded stays, and it can be continued from its last checkpoint.",
                "Cancel this run?", new ConfirmOptions { OkButtonText = "Cancel the run", CancelButtonText = "Keep it" }) == true)
            await actions.TryAsync(Permission.Submit, () => runs.RequestCancelAsync(Id, CancellationToken.None));
    }

    private Task<bool> RetryAsync() => actions.TryAsync(Permission.Submit, () => runs.RetryAsync(Id, CancellationToken.None));
}
