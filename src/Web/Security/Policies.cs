using Mantissa.Web.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Mantissa.Web.Security;

/// <summary>
/// Who may do what: the roles and the policies that endpoints, pages and page actions name, all of it. What names none has the policy
/// <see cref="Read"/>; a test refuses that all the same.
/// </summary>
public static class Policies
{
    /// <summary>Whoever asks: health, sign-in, styles and scripts.</summary>
    public const string Public = "public";

    /// <summary>Whoever has a share link: what is behind it asks the link itself, with every reading.</summary>
    public const string ShareLink = "share-link";

    /// <summary>Somebody who is signed in in a browser, even if their password is due to be changed.</summary>
    public const string SignedIn = "signed-in";

    public const string Read = "read";
    public const string Submit = "submit";
    public const string Record = "record";
    public const string Admin = "admin";

    /// <summary>Whoever looks after keys of their own: somebody in a browser, or a program that may administer. No other key makes keys.</summary>
    public const string Keys = "keys";

    /// <summary>Whoever can read the data directory: the command on the machine of the site.</summary>
    public const string Operator = "operator";

    /// <summary>What a role may do.</summary>
    public static Permission Of(AccountRole role) => role switch
    {
        AccountRole.Viewer => Permission.Read,
        AccountRole.Member => Permission.Read | Permission.Submit | Permission.Record,
        AccountRole.Admin => Permission.Read | Permission.Submit | Permission.Record | Permission.Admin,
        _ => Permission.None,
    };

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        var read = Needs(Permission.Read);
        services.AddAuthorizationBuilder()
            .AddPolicy(Public, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(ShareLink, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(SignedIn, policy => policy.RequireAssertion(context => context.User.SessionId() is not null))
            .AddPolicy(Read, read)
            .AddPolicy(Submit, Needs(Permission.Submit))
            .AddPolicy(Record, Needs(Permission.Record))
            .AddPolicy(Admin, Needs(Permission.Admin))
            .AddPolicy(Keys, policy => policy.RequireAssertion(context =>
                context.User.May(Permission.Admin) || (context.User.SessionId() is not null && context.User.May(Permission.Read))))
            .AddPolicy(Operator, policy => policy.RequireAssertion(context => context.User.IsOperator()))
            .SetDefaultPolicy(read)
            .SetFallbackPolicy(read);
        return services;
    }

    private static AuthorizationPolicy Needs(Permission permission) =>
        new AuthorizationPolicyBuilder().RequireAssertion(context => context.User.May(permission)).Build();
}
