using System.Numerics;

namespace Mantissa.Training.Datasets.Procedural;

/// <summary>Smooth random values over the plane: a hash at every whole point, blended between them.</summary>
internal static class ValueNoise
{
    /// <summary>In [0, 1], with features about one unit wide.</summary>
    public static float At(Vector2 point, uint seed)
    {
        var (fx, fy) = (MathF.Floor(point.X), MathF.Floor(point.Y));
        var (x, y) = ((int)fx, (int)fy);
        var (u, v) = (Smooth(point.X - fx), Smooth(point.Y - fy));
        var bottom = Hash(x, y, seed) * (1 - u) + Hash(x + 1, y, seed) * u;
        var top = Hash(x, y + 1, seed) * (1 - u) + Hash(x + 1, y + 1, seed) * u;
        return bottom * (1 - v) + top * v;
    }

    /// <summary>Two octaves, in [0, 1].</summary>
    public static float Cloud(Vector2 point, uint seed) => (At(point, seed) * 0.67f) + (At(point * 2.1f, seed + 1) * 0.33f);

    private static float Smooth(float t) => t * t * (3 - (2 * t));

    private static float Hash(int x, int y, uint seed)
    {
        var h = ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ (seed * 0xCB1AB31F);
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
    }
}
