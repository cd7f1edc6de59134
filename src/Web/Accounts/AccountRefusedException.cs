using Mantissa.Data;

namespace Mantissa.Web.Accounts;

/// <summary>Something about an account, a key or a link is not done, for a reason that is for whoever asked.</summary>
/// <param name="message">The reason.</param>
/// <param name="field">What of the request is wrong; <see langword="null"/> when it is not the request that stands against it.</param>
public sealed class AccountRefusedException(string message, string? field = null) : RefusedException(message)
{
    public string? Field { get; } = field;
}
