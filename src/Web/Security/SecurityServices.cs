using Mantissa.Web.Accounts;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Mantissa.Web.Security;

internal static class SecurityServices
{
    private const string EitherScheme = "either";

    public static IServiceCollection AddPlatformSecurity(this IServiceCollection services, WebSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddAccounts();
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 && KeyedPaths.Contain(context.Request.Path) ? ApiKeyHandler.KeyScheme : SessionCookie.Scheme)
            .AddSessionCookie(settings)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.KeyScheme, null)
            .AddOidc(settings.Oidc);
        services.AddPolicies();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSignIn>();

        // A name that an attacker's DNS points at this machine is not one of ours.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = [.. settings.AllowedHosts]);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
                options.KnownIPNetworks.Add(proxy);
        });

        // The keys seal cookies and antiforgery tokens; they stay in the data directory, where the rest of the platform's state is.
        services.AddDataProtection()
            .SetApplicationName("Mantissa")
            .PersistKeysToFileSystem(KeyFolder(settings));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "mantissa-antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = settings.BehindTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
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
