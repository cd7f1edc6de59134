namespace Mantissa.Web.Security;

/// <summary>Where a request comes from, as text: the connection's other end, or whom a trusted proxy names.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
