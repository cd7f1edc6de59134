using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Web.Accounts;

internal static class AccountServices
{
    public const int ShortestPassword = 12;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddDbContextFactory<AccountContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<OneTimeLinkStore>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AuditLog>();
        services.AddScoped<SignIns>();
        services.AddScoped<ExternalAccounts>();
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, AccountContext, Guid>>();
        services.AddIdentityCore<Account>(identity =>
        {
            // Length is what makes a password hard to guess; kinds of characters make it hard to remember.
            identity.Password = new()
            {
                RequiredLength = ShortestPassword, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
            };
            identity.Lockout = new() { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
            identity.User.RequireUniqueEmail = false;
        });
        return services;
    }
}
