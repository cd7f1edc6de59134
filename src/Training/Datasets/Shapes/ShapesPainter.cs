using System.Numerics;
using Mantissa.Training.Datasets.Procedural;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Shapes;

/// <summary>Draws one shape: ground, clutter behind, shadow, the shape itself, a little clutter in front, light and noise.</summary>
internal sealed class ShapesPainter(int size) : IImagePainter
{
    /// <summary>Shape and ground differ at least this much; see <see cref="Palette.Distance"/>.</summary>
    private const float Contrast = 0.42f;

    private readonly Vector3[] _pixels = new Vector3[size * size];
    private readonly float[] _noise = new float[3 * size * size];

    public void Paint(CounterRandom random, int label, Span<byte> image)
    {
        var draw = new RandomSequence(random);
        // Two times in three the shape is bright on dark ground; otherwise anything goes as long as it stands out.
        var isBright = draw.Chance(0.67f);
        var ground = new Surface(ref draw, Palette.Random(ref draw) * (isBright ? 0.6f : 1), draw.Uniform(0.08f, 0.3f));
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
                _pixels[(y * size) + x] = ground.At(new Vector2(x + 0.5f, y + 0.5f) / size);
        }

        for (var count = 1 + draw.Integer(4); count > 0; count--)
            Clutter(ref draw, Palette.Random(ref draw));
        Shape(ref draw, Silhouette.All[label].Distance, ground, isBright);
        for (var count = draw.Integer(3); count > 0; count--)
            Clutter(ref draw, Palette.Random(ref draw));
        Finish(ref draw, random, image);
    }

    private void Shape(ref RandomSequence draw, Func<Vector2, float> distance, Surface ground, bool isBright)
    {
        var radius = draw.Uniform(0.28f, 0.42f) * size;
        var free = size - (1.8f * radius);
        var centre = new Vector2(draw.Uniform(-0.5f, 0.5f), draw.Uniform(-0.5f, 0.5f)) * free + new Vector2(size * 0.5f);
        var turn = Matrix3x2.CreateRotation(draw.Uniform(-0.45f, 0.45f));
        var stretch = draw.Uniform(0.88f, 1.14f);
        var toShape = Matrix3x2.CreateTranslation(-centre) * turn * Matrix3x2.CreateScale(stretch / radius, 1 / (stretch * radius));
        var surface = new Surface(ref draw, Colour(ref draw, ground, isBright), draw.Uniform(0.05f, 0.25f));
        var light = new Vector2(draw.Uniform(-1, 1), -1);
        var shadow = draw.Chance(0.6f) ? draw.Uniform(0.2f, 0.5f) : 0;
        var shadowOffset = light * -0.08f * radius;
        var bevel = draw.Uniform(0, 0.35f);
        var outline = draw.Chance(0.35f) ? draw.Uniform(0.06f, 0.12f) : 0;
        var outlineColour = draw.Chance(0.5f) ? surface.First * 0.25f : Vector3.Lerp(surface.First, Vector3.One, 0.75f);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var point = new Vector2(x + 0.5f, y + 0.5f);
                ref var pixel = ref _pixels[(y * size) + x];
                if ((point - centre).LengthSquared() > 1.6f * radius * radius)
                    continue;
                if (shadow > 0)
                {
                    var depth = distance(Vector2.Transform(point - shadowOffset, toShape));
                    pixel *= 1 - (shadow * Math.Clamp(0.5f - (depth * 4), 0, 1));
                }

                var at = Vector2.Transform(point, toShape);
                var inside = distance(at);
                var coverage = Math.Clamp(0.5f - (inside * radius), 0, 1);
                if (coverage == 0)
                    continue;
                // Lit on the side of the light and darker towards the other edge, as a thick sticker would be.
                var facing = Vector2.Dot(at, light) * Math.Clamp(1 + (inside * 3), 0, 1);
                var colour = surface.At(point / size) * (1 + (bevel * facing));
                colour = Vector3.Lerp(colour, outlineColour, outline > 0 ? Math.Clamp(0.5f + ((inside + outline) * radius), 0, 1) : 0);
                pixel = Vector3.Lerp(pixel, colour, coverage);
            }
        }
    }

    /// <summary>A colour that stands out from both colours of the ground.</summary>
    private static Vector3 Colour(ref RandomSequence draw, Surface ground, bool isBright)
    {
        var (best, bestDistance) = (Vector3.Zero, -1f);
        for (var attempt = 0; attempt < 16 && bestDistance < Contrast; attempt++)
        {
            var colour = isBright ? Palette.Bright(ref draw) : Palette.Random(ref draw);
            var distance = Math.Min(Palette.Distance(colour, ground.First), Palette.Distance(colour, ground.Second));
            if (distance > bestDistance)
                (best, bestDistance) = (colour, distance);
        }

        return best;
    }

    /// <summary>A short stroke or a dot, much smaller than a shape.</summary>
    private void Clutter(ref RandomSequence draw, Vector3 colour)
    {
        var start = new Vector2(draw.Uniform(0, 1), draw.Uniform(0, 1)) * size;
        var (sine, cosine) = MathF.SinCos(draw.Uniform(0, 2 * MathF.PI));
        var length = draw.Chance(0.4f) ? 0 : draw.Uniform(0.1f, 0.4f) * size;
        var halfWidth = length == 0 ? draw.Uniform(0.02f, 0.06f) * size : draw.Uniform(0.01f, 0.025f) * size;
        var direction = new Vector2(cosine, sine);
        var opacity = draw.Uniform(0.5f, 1);
        var reach = new Vector2(halfWidth + 1);
        var low = Vector2.Min(start, start + (direction * length)) - reach;
        var high = Vector2.Max(start, start + (direction * length)) + reach;
        for (var y = Math.Max(0, (int)low.Y); y < Math.Min(size, high.Y); y++)
        {
            for (var x = Math.Max(0, (int)low.X); x < Math.Min(size, high.X); x++)
            {
                var offset = new Vector2(x + 0.5f, y + 0.5f) - start;
                var along = Math.Clamp(Vector2.Dot(offset, direction), 0, length);
                var coverage = Math.Clamp(halfWidth + 0.5f - (offset - (direction * along)).Length(), 0, 1);
                ref var pixel = ref _pixels[(y * size) + x];
                pixel = Vector3.Lerp(pixel, colour, coverage * opacity);
            }
        }
    }

    /// <summary>Uneven light over the picture, then the noise of a camera.</summary>
    private void Finish(ref RandomSequence draw, CounterRandom random, Span<byte> image)
    {
        var slope = new Vector2(draw.Uniform(-0.3f, 0.3f), draw.Uniform(-0.3f, 0.3f)) / size;
        var exposure = draw.Uniform(0.85f, 1.1f);
        var deviation = draw.Uniform(0.01f, 0.05f);
        // Far behind the numbers that the decisions above have used.
        random.FillNormal(_noise, 0, deviation, position: 1 << 20);
        var plane = size * size;
        for (var i = 0; i < plane; i++)
        {
            var light = exposure + (slope.X * ((i % size) - (size / 2))) + (slope.Y * ((i / size) - (size / 2)));
            var pixel = _pixels[i] * light;
            image[i] = ToByte(pixel.X + _noise[i]);
            image[plane + i] = ToByte(pixel.Y + _noise[plane + i]);
            image[(2 * plane) + i] = ToByte(pixel.Z + _noise[(2 * plane) + i]);
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
}
