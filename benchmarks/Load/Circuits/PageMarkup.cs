using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>What the HTML of a page says to the circuit that takes it over.</summary>
/// <param name="Components">The components to begin with, as the hub's <c>UpdateRootComponents</c> reads them.</param>
/// <param name="State">What they kept from the first painting, protected by the site.</param>
internal sealed partial record PageMarkup(string Components, string State)
{
    /// <exception cref="InvalidDataException">The page has no component that a circuit takes over.</exception>
    public static PageMarkup Read(string html)
    {
        var markers = Marker().Matches(html).Select(match => JsonElement.Parse(match.Groups[1].Value)).Where(marker => marker.TryGetProperty("descriptor", out _)).ToList();
        if (markers.Count == 0)
            throw new InvalidDataException("A page has nothing for a circuit to take over.");
        var components = new { batchId = 1, operations = markers.Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker }) };
        return new(JsonSerializer.Serialize(components), Kept().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^-]*)-->")]
    private static partial Regex Kept();
}
