using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;

namespace Mantissa.Web.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddPlatformSecurity(this IServiceCollection services, WebSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IAuthorizationHandler, LoopbackHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ForbiddenProblem>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new LoopbackRequirement()).Build());

        // A name that an attacker's DNS points at 127.0.0.1 is not one of ours.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);

        // The keys sign antiforgery tokens; they stay in the data directory, where the rest of the platform's state is.
        services.AddDataProtection()
            .SetApplicationName("Mantissa")
            .PersistKeysToFileSystem(KeyFolder(settings));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "mantissa-antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        return services;
    }

    private static DirectoryInfo KeyFolder(WebSettings settings)
    {
        var path = Path.Combine(settings.DataDirectory, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
