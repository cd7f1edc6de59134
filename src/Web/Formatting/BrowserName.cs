using System.Text.RegularExpressions;

namespace Mantissa.Web.Formatting;

/// <summary>What people call a browser, from how it introduces itself (the User-Agent header of RFC 9110): "Firefox 145 on Windows".</summary>
public static partial class BrowserName
{
    /// <summary>Products of the header with their names. Browsers name those that they descend from as well, so the youngest are looked for first.</summary>
    private static readonly (string Product, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("EdgA", "Edge"), ("EdgiOS", "Edge"), ("OPR", "Opera"), ("FxiOS", "Firefox"), ("Firefox", "Firefox"), ("HeadlessChrome", "Chromium"),
        ("Chromium", "Chromium"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Version", "Safari"),
    ];

    /// <summary>Marks of systems; Android says that it is Linux, an iPhone that it is like a Mac.</summary>
    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>The browser, its major version and its system, as far as they are told.</summary>
    /// <param name="agent">The header; what is no browser is called by its first product.</param>
    public static string Of(string agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var products = Products().Matches(agent).DistinctBy(match => match.Groups["name"].Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["major"].Value);
        var (product, name) = Array.Find(Browsers, browser => products.ContainsKey(browser.Product) && (browser.Product != "Version" || products.ContainsKey("Safari")));
        if (product is null)
            return Products().Match(agent) is { Success: true } first && first.Groups["name"].Value != "Mozilla" ? $"{first.Groups["name"].Value} {first.Groups["major"].Value}" : "Unknown browser";
        var system = Array.Find(Systems, system => agent.Contains(system.Mark, StringComparison.Ordinal)).Name;
        return $"{name} {products[product]}{(system is null ? "" : $" on {system}")}";
    }

    [GeneratedRegex(@"(?<name>[A-Za-z][A-Za-z-]*)/(?<major>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Products();
}
