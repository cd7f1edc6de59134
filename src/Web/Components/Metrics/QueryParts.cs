using System.Collections.Specialized;

namespace Mantissa.Web.Components.Metrics;

/// <summary>Parts of a page's address.</summary>
internal static class QueryParts
{
    /// <summary>Writes a part, or leaves it out when it has no value: an address says only what is not as usual.</summary>
    public static void Put(this NameValueCollection query, string name, string? value)
    {
        if (value is not null)
            query[name] = value;
    }
}
