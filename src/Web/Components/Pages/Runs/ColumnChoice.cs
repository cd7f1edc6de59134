using System.Globalization;
using Mantissa.Data.Views;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>A column that somebody chose.</summary>
/// <param name="Key">Which; see <see cref="RunColumn.Key"/>.</param>
/// <param name="Width">In pixels, where somebody has set it.</param>
public sealed record ColumnChoice(string Key, int? Width = null)
{
    public static readonly IReadOnlyList<ColumnChoice> Default =
    [
        new(FixedColumns.Name), new(FixedColumns.Status), new(FixedColumns.Format), new(FixedColumns.Progress), new(FixedColumns.Result), new("created"),
    ];

    /// <summary>Columns as an address has them: <c>name~280,status,metrics.kid.min</c>.</summary>
    public static string Write(IEnumerable<ColumnChoice> columns) => string.Join(
        ',', columns.Select(column => column.Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"{column.Key}~{width}") : column.Key));

    /// <summary>Reads what <see cref="Write"/> wrote; each column counts once, and a width that is none is left out.</summary>
    public static IReadOnlyList<ColumnChoice> Read(string text) =>
        [.. KeyList.Read(text).Select(ReadOne).DistinctBy(column => column.Key).Take(SavedViewRules.MostColumns)];

    public ColumnChoice Resized(int width) => this with { Width = Math.Clamp(width, SavedViewRules.NarrowestColumn, SavedViewRules.WidestColumn) };

    private static ColumnChoice ReadOne(string text)
    {
        var tilde = text.LastIndexOf('~');
        return tilde > 0 && int.TryParse(text.AsSpan(tilde + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? new ColumnChoice(text[..tilde]).Resized(width)
            : new(text);
    }
}
