using Mantissa.Web.Accounts;

namespace Mantissa.Web.Api.Resources;

/// <summary>A key by which a program comes in.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="Name">Which program it is for.</param>
/// <param name="Prefix">What the key begins with, by which people recognise it.</param>
/// <param name="Scopes">What the program may do, as far as the role of the account allows it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="LastUsedAt">When it was used last, to the minute; absent if never.</param>
/// <param name="Key">The whole key, in the answer that made it and nowhere else.</param>
internal sealed record KeyResource(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt,
    string? Key)
{
    public static KeyResource Of(ApiKey key, KeyText? text = null) => new(
        key.Id, key.Name, KeyText.Shown(key.Prefix), Security.Scopes.NamesOf(key.Scopes), key.CreatedAt, key.ExpiresAt, key.LastUsedAt, text?.ToString());
}
