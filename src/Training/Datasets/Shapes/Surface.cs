using System.Numerics;
using Mantissa.Training.Datasets.Procedural;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Shapes;

/// <summary>A texture of two colours.</summary>
internal readonly struct Surface
{
    private enum Pattern
    {
        Gradient,
        Stripes,
        Checks,
        Dots,
        Cloud,
        Rings,
    }

    private readonly Pattern _pattern;
    private readonly Vector2 _across;
    private readonly Vector2 _along;
    private readonly Vector2 _origin;
    private readonly float _sharpness;
    private readonly uint _seed;

    /// <param name="random">Decides pattern, direction and width.</param>
    /// <param name="first">One colour.</param>
    /// <param name="contrast">Largest difference of the other colour, per channel.</param>
    public Surface(ref RandomSequence random, Vector3 first, float contrast)
    {
        First = first;
        var offset = new Vector3(random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1));
        Second = Vector3.Clamp(first + (offset * contrast), Vector3.Zero, Vector3.One);
        _pattern = (Pattern)random.Integer(6);
        var (sine, cosine) = MathF.SinCos(random.Uniform(0, 2 * MathF.PI));
        // Patterns repeat three to nine times across the image.
        var frequency = random.Uniform(3, 9);
        _across = new Vector2(cosine, sine) * frequency;
        _along = new Vector2(-sine, cosine) * frequency;
        _origin = new Vector2(random.Uniform(0, 1), random.Uniform(0, 1));
        _sharpness = random.Uniform(1, 4);
        _seed = (uint)random.Integer(int.MaxValue);
    }

    public Vector3 First { get; }

    public Vector3 Second { get; }

    /// <param name="point">From (0, 0) to (1, 1) over the image.</param>
    public Vector3 At(Vector2 point) => Vector3.Lerp(First, Second, Blend(point - _origin));

    private float Blend(Vector2 point)
    {
        var (x, y) = (Vector2.Dot(point, _across), Vector2.Dot(point, _along));
        return _pattern switch
        {
            Pattern.Gradient => Math.Clamp(0.5f + (0.12f * x), 0, 1),
            Pattern.Stripes => Edge(Wave(x)),
            Pattern.Checks => Edge(Wave(x * 0.5f) * Wave(y * 0.5f)),
            Pattern.Dots => Edge((Wave(x) + Wave(y)) * 0.5f),
            Pattern.Cloud => ValueNoise.Cloud(new Vector2(x, y) * 0.8f, _seed),
            _ => Edge(Wave(MathF.Sqrt((x * x) + (y * y)))),
        };
    }

    private float Edge(float wave) => Math.Clamp(0.5f + (wave * _sharpness), 0, 1);

    /// <summary>A wave of period 1 and height ±1 made of parabolas; nearly a sine and much cheaper.</summary>
    private static float Wave(float x)
    {
        var t = x - MathF.Floor(x) - 0.5f;
        return 16 * t * (0.5f - Math.Abs(t));
    }
}
