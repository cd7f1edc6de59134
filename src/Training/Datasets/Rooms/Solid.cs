using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mantissa.Training.Datasets.Rooms;

internal enum SolidKind
{
    Box,

    /// <summary>Fills its bounds.</summary>
    Ellipsoid,

    /// <summary>Upright and round, with one radius below and another above.</summary>
    Cone,
}

/// <summary>A ray; its direction may have any length, distances along it are multiples of it.</summary>
internal readonly struct Ray(Vector3 origin, Vector3 direction)
{
    public readonly Vector3 Origin = origin;
    public readonly Vector3 Direction = direction;
    public readonly Vector3 Inverse = Vector3.One / direction;
}

/// <summary>A body between two corners.</summary>
internal readonly record struct Solid(SolidKind Kind, Vector3 Low, Vector3 High, Material Material, float RadiusBelow = 0, float RadiusAbove = 0)
{
    public Vector3 Centre => (Low + High) * 0.5f;

    /// <summary>Distance at which a ray meets these bounds, or infinity; 0 when it starts inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MeetBounds(in Ray ray, Vector3 low, Vector3 high)
    {
        var a = (low - ray.Origin) * ray.Inverse;
        var b = (high - ray.Origin) * ray.Inverse;
        var near = Vector3.Min(a, b);
        var far = Vector3.Max(a, b);
        var enter = Math.Max(Math.Max(near.X, near.Y), Math.Max(near.Z, 0));
        var leave = Math.Min(Math.Min(far.X, far.Y), far.Z);
        return enter <= leave ? enter : float.PositiveInfinity;
    }

    /// <summary>Distance at which a ray that starts outside meets the body, or infinity.</summary>
    public float Meet(in Ray ray)
    {
        var bounds = MeetBounds(ray, Low, High);
        if (Kind == SolidKind.Box || float.IsPositiveInfinity(bounds))
            return bounds;
        return Kind == SolidKind.Ellipsoid ? MeetEllipsoid(ray) : MeetCone(ray);
    }

    /// <summary>The outward normal at a point of the surface.</summary>
    public Vector3 Normal(Vector3 point)
    {
        var half = (High - Low) * 0.5f;
        var offset = point - Centre;
        if (Kind == SolidKind.Ellipsoid)
            return Vector3.Normalize(offset / (half * half));
        if (Kind == SolidKind.Cone && Math.Abs(offset.Y) < half.Y * 0.999f)
            return Vector3.Normalize(new Vector3(offset.X, (RadiusBelow - RadiusAbove) * 0.5f, offset.Z));
        var relative = offset / half;
        var size = Vector3.Abs(relative);
        return size.Y >= size.X && size.Y >= size.Z ? new Vector3(0, MathF.Sign(relative.Y), 0)
            : size.X >= size.Z ? new Vector3(MathF.Sign(relative.X), 0, 0)
            : new Vector3(0, 0, MathF.Sign(relative.Z));
    }

    private float MeetEllipsoid(in Ray ray)
    {
        var scale = Vector3.One / ((High - Low) * 0.5f);
        var origin = (ray.Origin - Centre) * scale;
        var direction = ray.Direction * scale;
        return SmallestRoot(Vector3.Dot(direction, direction), Vector3.Dot(origin, direction), Vector3.Dot(origin, origin) - 1);
    }

    /// <summary>x² + z² = r(y)² with r linear in y, between the two ends; an end is met as a disc.</summary>
    private float MeetCone(in Ray ray)
    {
        var centre = Centre;
        var slope = (RadiusAbove - RadiusBelow) / (High.Y - Low.Y);
        var origin = ray.Origin - new Vector3(centre.X, Low.Y, centre.Z);
        var radius = RadiusBelow + (slope * origin.Y);
        var growth = slope * ray.Direction.Y;
        var a = (ray.Direction.X * ray.Direction.X) + (ray.Direction.Z * ray.Direction.Z) - (growth * growth);
        var b = (origin.X * ray.Direction.X) + (origin.Z * ray.Direction.Z) - (radius * growth);
        var c = (origin.X * origin.X) + (origin.Z * origin.Z) - (radius * radius);
        var side = SmallestRoot(a, b, c);
        var y = origin.Y + (side * ray.Direction.Y);
        if (!(y >= 0 && y <= High.Y - Low.Y))
            side = float.PositiveInfinity;
        var cap = ray.Direction.Y < 0 ? (High.Y - ray.Origin.Y) * ray.Inverse.Y : (Low.Y - ray.Origin.Y) * ray.Inverse.Y;
        var at = ray.Origin + (cap * ray.Direction) - centre;
        var capRadius = ray.Direction.Y < 0 ? RadiusAbove : RadiusBelow;
        var meetsCap = cap > 0 && (at.X * at.X) + (at.Z * at.Z) <= capRadius * capRadius;
        return meetsCap ? Math.Min(side, cap) : side;
    }

    /// <summary>The smallest positive root of at² + 2bt + c.</summary>
    private static float SmallestRoot(float a, float b, float c)
    {
        var discriminant = (b * b) - (a * c);
        if (discriminant < 0)
            return float.PositiveInfinity;
        var t = (-b - MathF.Sqrt(discriminant)) / a;
        return t > 0 ? t : float.PositiveInfinity;
    }
}
