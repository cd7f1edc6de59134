using Mantissa.Web.Api;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Mantissa.Web.Hosting;

internal static class HostingSetup
{
    /// <summary>Submissions are small; uploads have a limit of their own.</summary>
    public const long LargestBody = 1 << 20;

    public static void AddHosting(this WebApplicationBuilder builder, WebSettings settings)
    {
        // The build output serves its static files from where they lie in the source tree; a published site has them beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = AddressLimit.LongestLine;
        });
        builder.Services.AddSingleton(settings);
    }

    /// <summary>Runs until told to stop, and says where once requests are answered.</summary>
    public static async Task RunAnnouncedAsync(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            app.Logger.Ready(string.Join(", ", addresses));
        });
        await app.RunAsync();
    }
}
