using Mantissa.Data.Dashboards;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Dashboards;

/// <summary>All dashboards, and those to begin with.</summary>
public sealed partial class DashboardsPage(DashboardStore store, PageActions actions, NavigationManager navigation)
{
    private readonly IReadOnlyList<(ReadyMade Ready, IReadOnlyList<DashboardWidget> Widgets)> _ready =
        [.. ReadyMade.All.Select(ready => (ready, ready.Draft().Content.Widgets))];

    private IReadOnlyList<Dashboard>? _dashboards;

    protected override async Task OnInitializedAsync() => _dashboards = await store.ListAsync(Left);

    protected override bool Concerns(RunChange change) => change.Kind == RunChangeKind.Dashboard;

    protected override async Task RefreshAsync(IReadOnlySet<RunChange> changes) => _dashboards = await store.ListAsync(Left);

    private Task<bool> CreateAsync(ReadyMade? ready) => actions.TryAsync(Permission.Submit, async () =>
    {
        var created = await store.CreateAsync(ready?.Draft() ?? new() { Name = "New dashboard" }, CancellationToken.None);
        navigation.NavigateTo($"/dashboards/{created.Id}{(ready is null ? "?edit=1" : "")}");
    });

    private static string Widgets(Dashboard dashboard) =>
        dashboard.Content.Widgets.Count == 1 ? "1 widget" : $"{dashboard.Content.Widgets.Count} widgets";
}
