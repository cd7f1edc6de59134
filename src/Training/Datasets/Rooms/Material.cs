using System.Numerics;
using Mantissa.Training.Datasets.Procedural;

namespace Mantissa.Training.Datasets.Rooms;

internal enum Pattern
{
    Plain,
    Wood,
    Fabric,
    Stripes,
    Plaid,
    Dots,
    Doors,
}

/// <summary>How a surface looks before light falls on it. Lengths are in metres.</summary>
/// <param name="First">Main colour.</param>
/// <param name="Second">Colour of the pattern.</param>
/// <param name="Pattern">Which pattern.</param>
/// <param name="Scale">Patterns repeat this many times per metre.</param>
/// <param name="Glow">Light that the surface gives off by itself, in multiples of its colour.</param>
internal readonly record struct Material(Vector3 First, Vector3 Second = default, Pattern Pattern = Pattern.Plain, float Scale = 1, float Glow = 0)
{
    /// <summary>The colour at a point of a surface with this normal.</summary>
    public Vector3 At(Vector3 point, Vector3 normal)
    {
        if (Pattern == Pattern.Plain)
            return First;
        var (u, v) = Math.Abs(normal.Y) > 0.6f ? (point.X, point.Z) : Math.Abs(normal.Z) > 0.6f ? (point.X, point.Y) : (point.Z, point.Y);
        return At(u, v);
    }

    /// <summary>The colour at a place on a flat surface.</summary>
    public Vector3 At(float u, float v)
    {
        var (x, y) = (u * Scale, v * Scale);
        return Pattern switch
        {
            Pattern.Wood => Vector3.Lerp(First, Second, ValueNoise.Cloud(new Vector2(x * 12, y * 1.5f), 7)),
            Pattern.Fabric => Vector3.Lerp(First, Second, ValueNoise.Cloud(new Vector2(x, y) * 6, 11)),
            Pattern.Stripes => Fraction(x) < 0.5f ? First : Second,
            Pattern.Plaid => Vector3.Lerp(First, Second, (Fraction(x) < 0.35f ? 0.5f : 0) + (Fraction(y) < 0.35f ? 0.5f : 0)),
            Pattern.Dots => new Vector2(Fraction(x) - 0.5f, Fraction(y) - 0.5f).LengthSquared() < 0.07f ? Second : First,
            Pattern.Doors => Fraction(x) < 0.04f ? First * 0.5f : First,
            _ => First,
        };
    }

    private static float Fraction(float x) => x - MathF.Floor(x);
}
