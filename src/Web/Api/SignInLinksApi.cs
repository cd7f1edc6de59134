using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Links by which whoever sits at this machine signs in, for the command that prints them.</summary>
internal static class SignInLinksApi
{
    /// <summary>Where to go once signed in.</summary>
    public sealed record SignInLinkRequest(string? To);

    /// <summary>Works once, until then.</summary>
    public sealed record SignInLinkResource(string Path, DateTimeOffset ExpiresAt);

    public static void MapSignInLinks(this IEndpointRouteBuilder api) => api.MapPost("/sign-in-links", CreateAsync)
        .RequireAuthorization(Policies.Operator).Audited().WithTags("Platform").WithSummary("Make a link that signs the operator of this machine in");

    private static async Task<Results<Ok<SignInLinkResource>, ProblemHttpResult>> CreateAsync(
        SignInLinkRequest request, OneTimeLinkStore links, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await accounts.FirstAdministratorAsync(cancellationToken) is not { } administrator)
            return Problems.NotFound("There is no administrator who may sign in.");
        var token = await links.CreateAsync(LinkPurpose.SignIn, administrator.Id, role: null, OneTimeLinkStore.SignInLife, "operator", cancellationToken);
        var query = QueryString.Create([new("token", token), .. request.To is { } to ? [new("to", to)] : (KeyValuePair<string, string?>[])[]]);
        return TypedResults.Ok(new SignInLinkResource(SecretAddress.SignInLink + query, time.GetUtcNow() + OneTimeLinkStore.SignInLife));
    }
}
