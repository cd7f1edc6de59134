namespace Mantissa.Data.Dashboards;

/// <summary>A rectangle on the grid of a dashboard, in cells; the grid is <see cref="Columns"/> wide and as long as it has to be.</summary>
/// <param name="X">First column, from 0.</param>
/// <param name="Y">First row, from 0.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct GridPlace(int X, int Y, int Width, int Height)
{
    public const int Columns = 12;
    public const int LargestHeight = 24;

    /// <summary>More rows than any dashboard needs, and few enough that a page stays a page.</summary>
    public const int LargestY = 1000;

    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool Overlaps(GridPlace other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>What is wrong with it, as a sentence; <see langword="null"/> when it lies on the grid.</summary>
    public string? Problem() => this switch
    {
        { Width: < 1 or > Columns } => $"A widget is 1 to {Columns} columns wide, not {Width}.",
        { Height: < 1 or > LargestHeight } => $"A widget is 1 to {LargestHeight} rows high, not {Height}.",
        _ when X < 0 || X > Columns - Width => $"Column {X} and a width of {Width} do not fit on the {Columns} columns of the grid.",
        _ when Y is < 0 or > LargestY => $"The first row is 0 to {LargestY}, not {Y}.",
        _ => null,
    };
}
