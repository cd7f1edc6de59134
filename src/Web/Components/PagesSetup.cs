using Mantissa.Data.Runs;
using Mantissa.Web.Components.Pages.Compare;
using Mantissa.Web.Components.Pages.Formats;
using Mantissa.Web.Components.Pages.RunDetails;
using Mantissa.Web.Components.Pages.Runs;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Dashboards;
using Mantissa.Web.Live;
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
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
