using Mantissa.Data.Querying;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>A column of the table of runs.</summary>
/// <param name="Key">Its name in addresses and saved views: a field of the query language, or <c>progress</c>, <c>result</c> or <c>tags</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Width">How wide it is by itself, in pixels.</param>
/// <param name="Text">What a cell says, where it is text; at the given time.</param>
public sealed record RunColumn(string Key, string Title, int Width, Func<RunRow, DateTimeOffset, string> Text)
{
    /// <summary>What it sorts by; <see langword="null"/> for what has no order.</summary>
    public Field? Field { get; init; }

    /// <summary>Which value of a metric: <c>min</c>, <c>max</c>, <c>best</c>, <c>count</c>; empty for the last one.</summary>
    public string Note { get; init; } = "";

    /// <summary>Unit of the numbers, as metrics have it.</summary>
    public string? Unit { get; init; }

    /// <summary>Aligned at the end, so that digits stand below each other.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether a group of runs shows the mean.</summary>
    public bool IsMeasure { get; init; }

    /// <summary>Whether it says which run or group the row is about; it stays in sight.</summary>
    public bool IsName => Key is FixedColumns.Name or FixedColumns.Group;

    /// <summary>How its cells are styled.</summary>
    public string Style => IsName ? $"cell-{Key}" : Key == FixedColumns.Status ? "cell-status" : IsNumber ? "number" : "";

    /// <summary>Heading and note in one.</summary>
    public string FullTitle => Note.Length == 0 ? Title : $"{Title}, {Note}";
}
