using System.Numerics;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>
/// Follows a ray to the first surface and lights it: sky light from everywhere, light through the window with shadows, sun patches, lamps.
/// </summary>
internal sealed class RoomTracer(Room room)
{
    private Vector3 _ambientAbove;
    private Vector3 _ambientBelow;
    private Vector3 _windowLight;

    /// <summary>Reads what stays the same for all rays of a picture.</summary>
    public void Prepare()
    {
        (_ambientAbove, _windowLight) = room.Time switch
        {
            TimeOfDay.Day => (new Vector3(0.42f, 0.43f, 0.45f), new Vector3(2.3f, 2.4f, 2.6f)),
            TimeOfDay.Dusk => (new Vector3(0.17f, 0.13f, 0.14f), new Vector3(1.7f, 0.85f, 0.5f)),
            _ => (new Vector3(0.055f, 0.055f, 0.075f), new Vector3(0.16f, 0.2f, 0.34f)),
        };
        foreach (var (_, light) in room.Lamps)
            _ambientAbove += light * 0.05f;
        _ambientBelow = _ambientAbove * (new Vector3(0.45f) + (room.Floor.First * 0.5f));
    }

    /// <param name="direction">Where the ray goes from the camera.</param>
    /// <param name="part">0 to 3: which quarter of the window lights this ray. Four neighbours together see soft shadows.</param>
    /// <returns>Light, and a number for the surface: two rays with the same number saw the same one.</returns>
    public (Vector3 Light, int Surface) Trace(Vector3 direction, int part)
    {
        var ray = new Ray(room.Camera.Eye, direction);
        var (distance, normal) = room.Leave(ray);
        var index = room.Furniture.Meet(ray, ref distance);
        var point = ray.Origin + (ray.Direction * distance);
        if (index < 0)
        {
            var (colour, isLight) = RoomShell.At(room, point, normal);
            var surface = -1 - (int)((normal.X * 3) + (normal.Y * 5) + (normal.Z * 7)) - (isLight ? 100 : 0);
            return (isLight ? colour : colour * LightAt(point, normal, part), surface);
        }

        var solid = room.Furniture[index];
        normal = solid.Normal(point);
        var body = solid.Material.At(point, normal);
        return ((body * LightAt(point, normal, part)) + (body * solid.Material.Glow), index);
    }

    private Vector3 LightAt(Vector3 point, Vector3 normal, int part)
    {
        var open = room.OpennessAt(point);
        if (point.Y < 0.02f)
            open *= room.Furniture.OpennessAt(point);
        var light = Vector3.Lerp(_ambientBelow, _ambientAbove, 0.5f + (0.5f * normal.Y)) * open;
        // Away from the surface, so that it does not shade itself.
        var from = point + (normal * 0.004f);
        light += ThroughWindow(from, normal, part) + SunAt(from, normal);
        foreach (var (place, strength) in room.Lamps)
        {
            var towards = place - from;
            var squared = towards.LengthSquared();
            var facing = Math.Max(0, 0.25f + (0.75f * Vector3.Dot(normal, towards) / MathF.Sqrt(squared)));
            light += strength * (facing * open / (0.12f + squared));
        }

        return light;
    }

    private Vector3 ThroughWindow(Vector3 from, Vector3 normal, int part)
    {
        var window = room.Window;
        var quarter = (window.High - window.Low) * 0.25f;
        var target = window.Centre + (quarter * new Vector2((part & 1) * 2 - 1, (part & 2) - 1));
        var inwards = Room.WallNormal(window.Wall);
        var towards = room.OnWall(window.Wall, target) + (inwards * 0.2f) - from;
        var squared = towards.LengthSquared();
        var length = MathF.Sqrt(squared);
        // The wall of the window itself gets what the room sends back.
        var facing = Vector3.Dot(normal, towards) / length;
        var falling = -Vector3.Dot(inwards, towards) / length;
        if (facing <= 0 || falling <= 0 || room.Furniture.Blocks(new Ray(from, towards)))
            return Vector3.Zero;
        var area = (window.High.X - window.Low.X) * (window.High.Y - window.Low.Y);
        return _windowLight * (facing * (0.25f + (0.75f * falling)) * area / (0.8f + squared));
    }

    private Vector3 SunAt(Vector3 from, Vector3 normal)
    {
        var facing = Vector3.Dot(normal, room.Sun);
        if (facing <= 0)
            return Vector3.Zero;
        var outwards = -Room.WallNormal(room.Window.Wall);
        var onWall = room.OnWall(room.Window.Wall, room.Window.Centre);
        var distance = Vector3.Dot(onWall - from, outwards) / Vector3.Dot(room.Sun, outwards);
        var exit = from + (room.Sun * distance);
        var place = room.Window.Wall == Side.Back ? new Vector2(exit.X, exit.Y) : new Vector2(exit.Z, exit.Y);
        return distance > 0 && room.Window.IsGlass(place) && !room.Furniture.Blocks(new Ray(from, room.Sun * distance))
            ? new Vector3(2.6f, 2.2f, 1.6f) * facing
            : Vector3.Zero;
    }
}
