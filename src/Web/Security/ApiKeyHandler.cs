using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Mantissa.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mantissa.Web.Security;

/// <summary>Lets programs in by <c>Authorization: Bearer KEY</c>, or by a name and the key as password, which is all that some clients can send.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys, OperatorKey operatorKey)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string KeyScheme = "key";

    /// <summary>Why a key was refused, among the request's items.</summary>
    public const string RefusalKey = "mantissa-key-refused";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyText.Parse(TextOf(Request.Headers.Authorization)) is not { } key)
            return Refuse("The Authorization header holds no key of this site. Send 'Bearer mts_…'.");
        var address = ClientAddress.Of(Context);
        if (operatorKey.Matches(key, Context.Connection.RemoteIpAddress))
            return Success(Caller.Operator(address));
        var (found, refusal) = await keys.CheckAsync(key, Context.RequestAborted);
        return found is null ? Refuse(refusal!) : Success(Caller.Of(found, address));
    }

    /// <summary>The words are for the answer: what the framework makes of a failure holds none.</summary>
    private AuthenticateResult Refuse(string words)
    {
        Context.Items[RefusalKey] = words;
        return AuthenticateResult.Fail(words);
    }

    private AuthenticateResult Success(ClaimsPrincipal caller) => AuthenticateResult.Success(new(caller, Scheme.Name));

    private static string? TextOf(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || value.Parameter is not { } parameter)
            return null;
        if (string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
            return parameter;
        var bytes = new byte[parameter.Length];
        return string.Equals(value.Scheme, "Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(parameter, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : null;
    }
}
