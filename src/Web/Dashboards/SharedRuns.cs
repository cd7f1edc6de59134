using Mantissa.Data.Dashboards;
using Microsoft.Extensions.Caching.Memory;

namespace Mantissa.Web.Dashboards;

/// <summary>Which runs a share link shows: those of its dashboard's widgets, and no others.</summary>
public sealed class SharedRuns(ShareLinkStore links, DashboardStore dashboards, RunSelector selector, IMemoryCache cache)
{
    // A wall asks for all its pictures at once, and the queries answer the same for all of them.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    /// <summary>Whether the link of a token works and shows a run.</summary>
    public async Task<bool> ShowsAsync(string token, Guid run, CancellationToken cancellationToken) =>
        (await links.OpenAsync(token, cancellationToken)).Dashboard is { } dashboard && (await RunsAsync(dashboard, cancellationToken)).Contains(run);

    private async Task<IReadOnlySet<Guid>> RunsAsync(Guid id, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue((nameof(SharedRuns), id), out IReadOnlySet<Guid>? known))
            return known!;
        var runs = new HashSet<Guid>();
        if (await dashboards.GetAsync(id, cancellationToken) is { } dashboard)
        {
            var queries = dashboard.Content.Widgets.Where(widget => WidgetKind.Find(widget.Kind) is { ShowsRuns: true })
                .Select(widget => (widget.Query ?? dashboard.Query).Trim()).Distinct();
            foreach (var query in queries)
                runs.UnionWith((await selector.SelectAsync(query, cancellationToken)).Runs.Select(run => run.Id));
        }

        return cache.Set<IReadOnlySet<Guid>>((nameof(SharedRuns), id), runs, Remembered);
    }
}
