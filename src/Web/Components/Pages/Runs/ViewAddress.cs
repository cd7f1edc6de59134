using System.Text;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Addresses that people can read: what may stand in a query as it is, stands there as it is.</summary>
internal sealed class ViewAddress
{
    private static readonly (string Escaped, string Plain)[] Readable =
        [("%20", "+"), ("%2C", ","), ("%3A", ":"), ("%2F", "/"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%3D", "="), ("%40", "@")];

    private readonly StringBuilder _query = new();

    /// <summary>Adds a parameter, unless it says nothing.</summary>
    public ViewAddress With(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return this;
        var escaped = new StringBuilder(Uri.EscapeDataString(value));
        foreach (var (from, to) in Readable)
            escaped.Replace(from, to);
        _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(escaped);
        return this;
    }

    public override string ToString() => "/" + _query;
}
