using Mantissa.Data.Runs;
using Mantissa.Web.Components.Pages.Compare;
using Mantissa.Web.Components.Pages.Formats;
using Mantissa.Web.Components.Pages.RunDetails;
using Mantissa.Web.Components.Pages.Runs;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Live;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Radzen;

namespace Mantissa.Web.Components;

internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddScoped<PageActions>();
        services.AddSingleton<FirstPaint>();
        services.AddSingleton<LivePace>();
        services.AddSingleton<LiveReads>();
        services.AddSingleton<RunRows>();
        services.AddSingleton<RunsReader>();
        services.AddScoped<SelectionActions>();
        services.AddDeletedRunSweep();
        services.AddSingleton<RunReader>();
        services.AddSingleton<CompareReader>();
        services.AddSingleton<FormatLibrary>();
        services.AddSingleton<RunSelector>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<SharedRuns>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().ForAll();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(EnterCircuits);
        app.MapSharedImages();
    }

    /// <summary>
    /// Pages name their own policies. The hub and what belongs to it let in who reads a shared dashboard, too: in a circuit, the router asks each
    /// page's policy, and page actions ask theirs.
    /// </summary>
    private static void EnterCircuits(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.ShareLink));
    }
}
