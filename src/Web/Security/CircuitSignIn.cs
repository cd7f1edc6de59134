using Mantissa.Web.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Mantissa.Web.Security;

/// <summary>Looks now and then whether the session of an open page still counts; a page whose session has ended shows nothing any more.</summary>
public sealed class CircuitSignIn(ILoggerFactory logging, SessionStore sessions) : RevalidatingServerAuthenticationStateProvider(logging)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override TimeSpan RevalidationInterval => Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.SessionId() is { } id && await sessions.FindAsync(id, cancellationToken) is not null;
}
