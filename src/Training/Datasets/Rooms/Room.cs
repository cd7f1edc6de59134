using System.Numerics;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>Everything there is to see, in metres: x to the right, y up, z away from the camera's wall.</summary>
internal sealed class Room
{
    public Vector3 Size;
    public TimeOfDay Time;
    public Material Wall;
    public Material BackWall;
    public Material Floor;

    /// <summary>Height of the panelling around the walls; 0 for none.</summary>
    public float Panelling;

    public Window Window;

    /// <summary>A rug on the floor: centre and half size in x and z.</summary>
    public (Vector2 Centre, Vector2 Half, bool IsRound, Material Material) Rug;

    /// <summary>A picture on the back wall: lower and upper corner; equal when there is none.</summary>
    public (Vector2 Low, Vector2 High, Vector3 Ground, Vector3 Figure, float Horizon) Picture;

    public Furniture Furniture { get; } = new();

    /// <summary>Lamps that are on: place and colour times strength.</summary>
    public List<(Vector3 Place, Vector3 Light)> Lamps { get; } = [];

    /// <summary>Towards the sun; zero when it does not shine in.</summary>
    public Vector3 Sun;

    /// <summary>Camera: place, and the three directions in which it looks, scaled so that (±1, ±1) are the picture's corners.</summary>
    public (Vector3 Eye, Vector3 Forward, Vector3 Right, Vector3 Up) Camera;

    public static Vector3 WallNormal(Side side) => side switch { Side.Back => -Vector3.UnitZ, Side.Left => Vector3.UnitX, _ => -Vector3.UnitX };

    /// <summary>A place on a wall, as a point in the room.</summary>
    public Vector3 OnWall(Side side, Vector2 place) => side switch
    {
        Side.Back => new(place.X, place.Y, Size.Z),
        Side.Left => new(-Size.X / 2, place.Y, place.X),
        _ => new(Size.X / 2, place.Y, place.X),
    };

    /// <summary>Where a ray that starts inside leaves the room.</summary>
    public (float Distance, Vector3 Normal) Leave(in Ray ray)
    {
        var corner = new Vector3(Size.X / 2, Size.Y, Size.Z);
        var low = new Vector3(-corner.X, 0, 0);
        var far = Vector3.Max((low - ray.Origin) * ray.Inverse, (corner - ray.Origin) * ray.Inverse);
        return far.X <= far.Y && far.X <= far.Z ? (far.X, new(-MathF.Sign(ray.Direction.X), 0, 0))
            : far.Y <= far.Z ? (far.Y, new(0, -MathF.Sign(ray.Direction.Y), 0))
            : (far.Z, new(0, 0, -MathF.Sign(ray.Direction.Z)));
    }

    /// <summary>Darkness in the corners, 0 to 1, from the distances to the six faces.</summary>
    public float OpennessAt(Vector3 point)
    {
        var low = point + new Vector3(Size.X / 2, 0, 0);
        var high = Size - low;
        return Open(low.X) * Open(low.Y) * Open(low.Z + 1) * Open(high.X) * Open(high.Y) * Open(high.Z);

        static float Open(float distance) => 1 - (0.28f / (1 + (distance * distance * 30)));
    }
}
