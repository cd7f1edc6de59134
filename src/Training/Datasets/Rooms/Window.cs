using System.Numerics;
using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Rooms;

internal enum Side
{
    Back,
    Left,
    Right,
}

/// <summary>A window in a wall and what is seen through it.</summary>
/// <param name="Wall">The wall.</param>
/// <param name="Low">Lower corner on the wall: along it and up, in metres.</param>
/// <param name="High">Upper corner.</param>
/// <param name="Panes">Panes across and up.</param>
/// <param name="Time">Decides the sky.</param>
/// <param name="Seed">Decides clouds and trees.</param>
internal readonly record struct Window(Side Wall, Vector2 Low, Vector2 High, Vector2 Panes, TimeOfDay Time, uint Seed)
{
    private const float Frame = 0.05f;

    public Vector2 Centre => (Low + High) * 0.5f;

    /// <summary>The colour at a place on the wall, or nothing beside the window; glass gives light by itself.</summary>
    public (Vector3 Colour, bool IsGlass)? At(Vector2 place)
    {
        if (place.X < Low.X - Frame || place.Y < Low.Y - Frame || place.X > High.X + Frame || place.Y > High.Y + Frame)
            return null;
        return IsGlass(place) ? (Sky((place - Low) / (High - Low)), true) : (new Vector3(0.85f), false);
    }

    public bool IsGlass(Vector2 place)
    {
        var relative = (place - Low) / (High - Low);
        if (relative.X < 0 || relative.Y < 0 || relative.X > 1 || relative.Y > 1)
            return false;
        // Distance to the nearest bar, in metres.
        var cells = relative * Panes;
        var toBar = Vector2.Abs(cells - new Vector2(MathF.Round(cells.X), MathF.Round(cells.Y))) / Panes * (High - Low);
        return toBar.X > 0.02f && toBar.Y > 0.02f;
    }

    private Vector3 Sky(Vector2 at)
    {
        var cloud = ValueNoise.Cloud(at * new Vector2(3, 5), Seed);
        var sky = Time switch
        {
            TimeOfDay.Day => Vector3.Lerp(new(1.1f, 1.25f, 1.4f), new(0.45f, 0.8f, 1.5f), at.Y) + new Vector3(Math.Max(0, cloud - 0.45f) * 1.6f),
            TimeOfDay.Dusk => Vector3.Lerp(new(1.5f, 0.62f, 0.22f), new(0.32f, 0.24f, 0.55f), at.Y) + (new Vector3(0.5f, 0.15f, 0.1f) * Math.Max(0, cloud - 0.5f)),
            _ => Vector3.Lerp(new(0.05f, 0.07f, 0.16f), new(0.015f, 0.025f, 0.08f), at.Y) + Moon(at),
        };
        var trees = 0.1f + (0.28f * ValueNoise.Cloud(new Vector2(at.X * 4, 3), Seed + 9));
        var leaf = Time switch { TimeOfDay.Day => new Vector3(0.1f, 0.24f, 0.07f), TimeOfDay.Dusk => new(0.09f, 0.05f, 0.06f), _ => new(0.008f, 0.012f, 0.02f) };
        return Vector3.Lerp(sky, leaf, Math.Clamp((trees - at.Y) * 25, 0, 1));
    }

    private Vector3 Moon(Vector2 at)
    {
        var place = new Vector2(0.2f + (Seed % 61 * 0.01f), 0.75f);
        var distance = ((at - place) * (High - Low)).Length();
        return new Vector3(1.2f, 1.2f, 1.1f) * Math.Clamp((0.09f - distance) * 60, 0, 1);
    }
}
