using System.Numerics;
using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>What walls, floor and ceiling look like, with everything flat that hangs or lies on them.</summary>
internal static class RoomShell
{
    private const float Skirting = 0.09f;

    /// <returns>The colour, and whether it is light of its own rather than a surface to be lit.</returns>
    public static (Vector3 Colour, bool IsLight) At(Room room, Vector3 point, Vector3 normal)
    {
        if (normal.Y > 0.5f)
            return (Floor(room, point), false);
        if (normal.Y < -0.5f)
            return (new Vector3(0.82f, 0.81f, 0.79f), false);
        var isBack = normal.Z < -0.5f;
        var place = isBack ? new Vector2(point.X, point.Y) : new Vector2(point.Z, point.Y);
        var side = isBack ? Side.Back : normal.X > 0 ? Side.Left : Side.Right;
        if (normal.Z <= 0.5f && side == room.Window.Wall && room.Window.At(place) is { } window)
            return window;
        if (isBack && Picture(room, place) is { } picture)
            return (picture, false);
        if (place.Y < Skirting || place.Y < room.Panelling)
            return (Panel(room, place), false);
        return ((isBack ? room.BackWall : room.Wall).At(place.X, place.Y), false);
    }

    private static Vector3 Panel(Room room, Vector2 place)
    {
        var isRail = room.Panelling > 0 && room.Panelling - place.Y < 0.05f;
        var along = place.X * 2.5f;
        var isGroove = !isRail && place.Y > Skirting && along - MathF.Floor(along) < 0.08f;
        return new Vector3(isGroove ? 0.6f : 0.8f);
    }

    private static Vector3? Picture(Room room, Vector2 place)
    {
        var (low, high, ground, figure, horizon) = room.Picture;
        if (place.X < low.X || place.Y < low.Y || place.X > high.X || place.Y > high.Y || low == high)
            return null;
        var edge = Vector2.Min(place - low, high - place);
        if (Math.Min(edge.X, edge.Y) < 0.035f)
            return new Vector3(0.12f, 0.09f, 0.07f);
        var at = (place - low) / (high - low);
        var isSun = (at - new Vector2(horizon, 0.62f)).LengthSquared() < 0.03f;
        return isSun ? figure : at.Y < 0.3f + (horizon * 0.3f * at.X) ? figure * 0.5f : ground;
    }

    private static Vector3 Floor(Room room, Vector3 point)
    {
        var (centre, half, isRound, rug) = room.Rug;
        var relative = Vector2.Abs(new Vector2(point.X, point.Z) - centre) / half;
        var extent = isRound ? relative.Length() : Math.Max(relative.X, relative.Y);
        if (extent < 1)
            return extent > 0.88f ? rug.Second : rug.At(point.X, point.Z);
        if (room.Floor.Pattern != Pattern.Wood)
            return room.Floor.At(point.X, point.Z);

        // Boards along z, each of its own tone, with seams between them.
        var board = point.X * room.Floor.Scale * 7;
        var index = (int)MathF.Floor(board);
        var end = (point.Z * 0.8f) + (index * 0.37f);
        var tone = ValueNoise.At(new Vector2(index * 3.7f, MathF.Floor(end) * 5.3f), 3);
        var isSeam = board - index < 0.06f || end - MathF.Floor(end) < 0.02f;
        return Vector3.Lerp(room.Floor.First, room.Floor.Second, tone) * (isSeam ? 0.55f : 1);
    }
}
