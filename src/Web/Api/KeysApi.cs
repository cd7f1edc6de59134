using System.Security.Claims;
using Mantissa.Web.Accounts;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>One's own keys, for programs: what the page Settings makes and revokes.</summary>
internal static class KeysApi
{
    private const string Route = "/api/v1/keys";
    private const int StandardDays = 90;

    /// <summary>A key to make.</summary>
    /// <param name="Name">Which program it is for.</param>
    /// <param name="Scopes">Of <c>read</c>, <c>submit</c>, <c>record</c> and <c>admin</c>; <c>read</c> unless said.</param>
    /// <param name="Days">How long it works; 90 unless said.</param>
    public sealed record KeyRequest(string? Name, IReadOnlyList<string?>? Scopes, int? Days);

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("/", ListAsync).ManagesKeys().WithSummary("One's own keys that are not revoked, newest first; never their secrets");
        keys.MapPost("/", CreateAsync).ManagesKeys().Audited().WithSummary("Make a key")
            .WithDescription(
                "The answer has the key in `key`; it is kept as a hash and not to be had again. Somebody who is signed in makes keys for their account, a program does so with a key of the "
                + "scope admin, and the operator for the first administrator. Nobody gives a scope that they do not have.");
        keys.MapDelete("/{id:guid}", RevokeAsync).ManagesKeys().Audited().WithSummary("Revoke a key of one's own; it ends at once");
    }

    private static async Task<Results<Ok<IReadOnlyList<KeyResource>>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user, ApiKeyStore keys, AccountStore accounts, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(user, accounts, cancellationToken) is not { } owner)
            return NoOwner();
        IReadOnlyList<KeyResource> list = [.. (await keys.ListAsync(owner, cancellationToken)).Select(key => KeyResource.Of(key))];
        return TypedResults.Ok(list);
    }

    private static async Task<Results<Created<KeyResource>, ProblemHttpResult>> CreateAsync(
        KeyRequest request, ClaimsPrincipal user, ApiKeyStore keys, AccountStore accounts, HttpResponse response, CancellationToken cancellationToken)
    {
        var scopes = Permission.None;
        foreach (var name in request.Scopes ?? ["read"])
        {
            if (Scopes.Find(name) is not { } scope)
                return Problems.Invalid("scopes", $"There is no scope '{name}'. Known: {string.Join(", ", Scopes.Names)}.");
            scopes |= scope;
        }

        if (await OwnerAsync(user, accounts, cancellationToken) is not { } owner)
            return NoOwner();
        try
        {
            // No number of days is too large to be told that it is.
            var life = TimeSpan.FromDays(Math.Clamp(request.Days ?? StandardDays, 0, (int)ApiKeyStore.LongestLife.TotalDays + 1));
            var (key, text) = await keys.CreateAsync(owner, user.Permissions(), request.Name ?? "", scopes, life, cancellationToken);
            response.Headers.CacheControl = "no-store";
            return TypedResults.Created($"{Route}/{key.Id}", KeyResource.Of(key, text));
        }
        catch (AccountRefusedException refused)
        {
            return refused.Field is { } field ? Problems.Invalid(field, refused.Message) : Problems.Conflict(refused.Message);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, ClaimsPrincipal user, ApiKeyStore keys, AccountStore accounts, CancellationToken cancellationToken) =>
        await OwnerAsync(user, accounts, cancellationToken) is { } owner && await keys.RevokeAsync(owner, id, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound($"You have no key {id}, or it is revoked already.");

    /// <summary>Whose keys they are: the operator, who has no account, acts for the first administrator.</summary>
    private static async Task<Guid?> OwnerAsync(ClaimsPrincipal user, AccountStore accounts, CancellationToken cancellationToken) =>
        user.IsOperator() ? (await accounts.FirstAdministratorAsync(cancellationToken))?.Id : user.AccountId();

    private static ProblemHttpResult NoOwner() => Problems.Conflict("There is no administrator who may sign in, so the operator has no account to make keys for.");
}
