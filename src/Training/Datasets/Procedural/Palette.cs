using System.Numerics;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Procedural;

/// <summary>Colours as red, green and blue from 0 to 1.</summary>
internal static class Palette
{
    /// <param name="hue">Around the circle, 0 to 1; other values wrap.</param>
    /// <param name="saturation">0 is grey, 1 is pure.</param>
    /// <param name="value">Of the strongest channel.</param>
    public static Vector3 FromHsv(float hue, float saturation, float value)
    {
        var corner = new Vector3(5, 3, 1) + new Vector3((hue - MathF.Floor(hue)) * 6);
        var k = corner - (Floor(corner / 6) * 6);
        var ramp = Vector3.Clamp(Vector3.Min(k, new Vector3(4) - k), Vector3.Zero, Vector3.One);
        return new Vector3(value) - (value * saturation * ramp);
    }

    public static Vector3 Random(ref RandomSequence random) =>
        FromHsv(random.Uniform(0, 1), random.Uniform(0.1f, 0.9f), random.Uniform(0.25f, 0.95f));

    public static Vector3 Bright(ref RandomSequence random) =>
        FromHsv(random.Uniform(0, 1), random.Uniform(0.1f, 0.75f), random.Uniform(0.7f, 1));

    /// <summary>How bright it looks (Rec. 709).</summary>
    public static float Brightness(Vector3 colour) => Vector3.Dot(colour, new Vector3(0.2126f, 0.7152f, 0.0722f));

    /// <summary>How different two colours look: brightness counts more than hue.</summary>
    public static float Distance(Vector3 a, Vector3 b) => ((a - b).Length() * 0.5f) + Math.Abs(Brightness(a) - Brightness(b));

    private static Vector3 Floor(Vector3 v) => new(MathF.Floor(v.X), MathF.Floor(v.Y), MathF.Floor(v.Z));
}
