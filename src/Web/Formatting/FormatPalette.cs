using Mantissa.Catalogue;

namespace Mantissa.Web.Formatting;

/// <summary>
/// One colour for each number format, the same in every chart, chip and table. A format's place follows from its own name, so that
/// adding another format to the catalogue does not repaint what people have learnt; <c>fp32</c>, the reference, is ink.
/// </summary>
public sealed class FormatPalette
{
    private const int Hues = 8;
    private readonly Dictionary<string, int> _slots = [];

    public FormatPalette(CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        // The families' own members choose first, so that an odd member of one never takes the colour of another.
        var families = catalogue.Formats.Select(f => f.Name).Order(StringComparer.Ordinal);
        var others = catalogue.Formats.SelectMany(f => f.Offered).Order(StringComparer.Ordinal);
        foreach (var name in families.Concat(others).Distinct().Where(n => n != Reference))
            _slots[name] = FreeSlot(Wanted(name));
    }

    public const string Reference = "fp32";

    /// <summary>The CSS value of a format's colour, e.g. <c>var(--format-3)</c>; it follows the theme.</summary>
    public string Colour(string format) => $"var({Variable(format)})";

    /// <summary>The name of the CSS variable behind <see cref="Colour"/>.</summary>
    public string Variable(string format) =>
        format == Reference ? "--format-0" : $"--format-{1 + (_slots.TryGetValue(format, out var slot) ? slot : Wanted(format))}";

    private int FreeSlot(int wanted)
    {
        for (var i = 0; i < Hues && _slots.Count < Hues; i++)
        {
            if (!_slots.ContainsValue((wanted + i) % Hues))
                return (wanted + i) % Hues;
        }

        return wanted; // More formats than hues: some share one, and charts tell them apart by name.
    }

    /// <summary>
    /// FNV-1a, folded, from an offset by which the formats of the literature want different hues; tokens.css has the hues in the order
    /// that sets the common ones far apart.
    /// </summary>
    private static int Wanted(string name)
    {
        var hash = 2166139628u;
        foreach (var letter in name)
            hash = (hash ^ letter) * 16777619u;
        return (int)((hash ^ (hash >> 15)) % Hues);
    }
}
