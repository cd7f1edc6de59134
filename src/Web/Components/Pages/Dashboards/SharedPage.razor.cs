using Mantissa.Data.Dashboards;
using Mantissa.Data.Entities;
using Mantissa.Data.Notifications;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Dashboards;

/// <summary>A dashboard behind a link: to read, without a way to anything else. It closes when the link is revoked.</summary>
public sealed partial class SharedPage(ShareLinkStore links, DashboardStore store, BoardReader reader) : LivePage
{
    private Dashboard? _dashboard;
    private IReadOnlyDictionary<Guid, WidgetView> _views = new Dictionary<Guid, WidgetView>();
    private string? _ended;
    private string? _loaded;

    [Parameter] public string Token { get; set; } = "";

    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Token)
            return;
        _loaded = Token;
        await ReadAsync(null);
    }

    protected override bool Concerns(RunChange change) => change.Kind != RunChangeKind.Logs;

    protected override Task RefreshAsync(IReadOnlySet<RunChange> changes) => ReadAsync(changes);

    private async Task ReadAsync(IReadOnlySet<RunChange>? changes)
    {
        // Asked with every reading: a link that ends closes the pages that it opened.
        var (access, id) = await links.OpenAsync(Token, Left);
        _dashboard = id is { } dashboard ? await store.GetAsync(dashboard, Left) : null;
        _ended = access switch
        {
            ShareAccess.Expired => "It had a date of expiry, which has passed. Ask whoever sent it for a new one.",
            ShareAccess.Revoked => "Whoever made it has revoked it. Ask them for a new one.",
            _ when _dashboard is null => "No dashboard is behind it. Look whether the address is complete, or ask whoever sent it for a new one.",
            _ => null,
        };
        _views = _dashboard is null
            ? new Dictionary<Guid, WidgetView>()
            : await reader.ReadAsync(_dashboard.Query, _dashboard.Content.Widgets, linked: false, _views, changes, Left);
    }
}
