using System.Collections.Specialized;

namespace Mantissa.Web.Components.Metrics;

/// <summary>Which parts of a page somebody opened or closed; part of the page's address. The others are as they usually are.</summary>
public sealed record Folds
{
    /// <summary>Open ones that usually are closed.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>Closed ones that usually are open.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    public bool IsOpen(string part, bool usually) => usually ? !Closed.Contains(part) : Opened.Contains(part);

    public Folds Turn(string part, bool usually) => usually ? this with { Closed = Toggled(Closed, part) } : this with { Opened = Toggled(Opened, part) };

    public static Folds From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new() { Opened = query.GetValues("open") ?? [], Closed = query.GetValues("closed") ?? [] };
    }

    public void WriteTo(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var part in Opened)
            query.Add("open", part);
        foreach (var part in Closed)
            query.Add("closed", part);
    }

    private static IReadOnlyList<string> Toggled(IReadOnlyList<string> parts, string part) =>
        parts.Contains(part) ? [.. parts.Where(other => other != part)] : [.. parts, part];
}
