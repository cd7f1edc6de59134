using System.Security.Cryptography;

namespace Mantissa.Web.Accounts;

/// <summary>An API key as programs carry it: <c>mts_</c>, eight characters that are shown, <c>_</c>, and the secret.</summary>
public readonly record struct KeyText(string Prefix, string Secret)
{
    private const string Start = "mts_";
    private const int PrefixLength = 8;

    /// <summary>A new key; its prefix is hexadecimal, which that of the operator is not.</summary>
    public static KeyText Create() => new(RandomNumberGenerator.GetHexString(PrefixLength, lowercase: true), Accounts.Secret.Create());

    /// <returns><see langword="null"/> for text that cannot be a key.</returns>
    public static KeyText? Parse(string? text)
    {
        var (prefixAt, secretAt) = (Start.Length, Start.Length + PrefixLength + 1);
        return text is not null && text.Length == secretAt + Accounts.Secret.Length && text.StartsWith(Start, StringComparison.Ordinal) && text[secretAt - 1] == '_'
            ? new(text.Substring(prefixAt, PrefixLength), text[secretAt..])
            : null;
    }

    /// <summary>How a key begins, which is what people are shown of it.</summary>
    public static string Shown(string prefix) => Start + prefix;

    public override string ToString() => $"{Shown(Prefix)}_{Secret}";
}
