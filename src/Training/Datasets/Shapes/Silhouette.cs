using System.Numerics;

namespace Mantissa.Training.Datasets.Shapes;

/// <summary>An outline of about unit radius, y downwards, as the signed distance to it: negative inside.</summary>
internal sealed record Silhouette(string Name, Func<Vector2, float> Distance)
{
    public static IReadOnlyList<Silhouette> All { get; } =
    [
        new("arrow", Polygon((0, -1), (0.75f, -0.2f), (0.3f, -0.2f), (0.3f, 0.95f), (-0.3f, 0.95f), (-0.3f, -0.2f), (-0.75f, -0.2f))),
        new("crescent", p => Math.Max(p.Length() - 0.95f, 0.78f - (p - new Vector2(0.5f, -0.1f)).Length())),
        new("cross", Cross(0.9f, 0.3f)),
        new("disc", p => p.Length() - 0.85f),
        new("heart", Polygon(Heart())),
        new("hourglass", Polygon((-0.7f, -0.9f), (0.7f, -0.9f), (0.12f, 0), (0.7f, 0.9f), (-0.7f, 0.9f), (-0.12f, 0))),
        new("ring", p => Math.Abs(p.Length() - 0.7f) - 0.22f),
        new("square", Polygon((-0.75f, -0.75f), (0.75f, -0.75f), (0.75f, 0.75f), (-0.75f, 0.75f))),
        new("star", Polygon(Star(5, 1, 0.42f))),
        new("triangle", Polygon((0, -0.95f), (0.9f, 0.65f), (-0.9f, 0.65f))),
    ];

    private static Func<Vector2, float> Cross(float length, float width) => Polygon(
        (-width, -length), (width, -length), (width, -width), (length, -width), (length, width), (width, width),
        (width, length), (-width, length), (-width, width), (-length, width), (-length, -width), (-width, -width));

    private static (float, float)[] Star(int points, float outer, float inner) =>
        [.. Enumerable.Range(0, 2 * points).Select(i =>
        {
            var (sine, cosine) = MathF.SinCos(MathF.PI * i / points);
            var radius = i % 2 == 0 ? outer : inner;
            return (radius * sine, -radius * cosine);
        })];

    /// <summary>The curve x = 16 sin³ t, y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t, scaled to unit radius.</summary>
    private static (float, float)[] Heart() =>
        [.. Enumerable.Range(0, 24).Select(i =>
        {
            var t = 2 * MathF.PI * i / 24;
            var x = 16 * MathF.Pow(MathF.Sin(t), 3);
            var y = (13 * MathF.Cos(t)) - (5 * MathF.Cos(2 * t)) - (2 * MathF.Cos(3 * t)) - MathF.Cos(4 * t);
            return (x / 17, -(y + 2.5f) / 17);
        })];

    /// <summary>Distance to the nearest edge; inside when a ray to the right crosses an odd number of edges.</summary>
    private static Func<Vector2, float> Polygon(params (float X, float Y)[] corners)
    {
        var points = corners.Select(c => new Vector2(c.X, c.Y)).ToArray();
        var edges = points.Select((point, i) => points[(i + 1) % points.Length] - point).ToArray();
        var inverseLengths = edges.Select(edge => 1 / edge.LengthSquared()).ToArray();
        return p =>
        {
            var nearest = float.MaxValue;
            var inside = false;
            for (var i = 0; i < points.Length; i++)
            {
                var (edge, offset) = (edges[i], p - points[i]);
                var along = Math.Clamp(Vector2.Dot(offset, edge) * inverseLengths[i], 0, 1);
                nearest = Math.Min(nearest, (offset - (edge * along)).LengthSquared());
                if ((offset.Y >= 0) != (offset.Y >= edge.Y) && (offset.X * edge.Y < offset.Y * edge.X) == (edge.Y > 0))
                    inside = !inside;
            }

            return inside ? -MathF.Sqrt(nearest) : MathF.Sqrt(nearest);
        };
    }
}
