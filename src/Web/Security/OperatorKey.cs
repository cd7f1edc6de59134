using System.Net;
using Mantissa.Data.Operator;
using Mantissa.Web.Accounts;

namespace Mantissa.Web.Security;

/// <summary>The key of the command on this machine; good from this machine only.</summary>
public sealed class OperatorKey
{
    private readonly string prefix;
    private readonly byte[] hash;

    private OperatorKey(KeyText key) => (prefix, hash) = (key.Prefix, Secret.Hash(key.Secret));

    public static async Task<OperatorKey> OpenAsync(string dataDirectory) =>
        new(KeyText.Parse(await OperatorKeyFile.EnsureAsync(dataDirectory, CancellationToken.None))!.Value);

    public bool Matches(KeyText key, IPAddress? from) => from is not null && IPAddress.IsLoopback(from) && key.Prefix == prefix && Secret.Matches(key.Secret, hash);
}
