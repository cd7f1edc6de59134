using Mantissa.Web.Components.Charts.Contours;

namespace Mantissa.Web.Tests.Components.Charts.Contours;

public sealed class TriangulationTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scattered_points_are_covered_once_by_triangles_whose_circles_are_empty(int seed)
    {
        var random = new Random(seed);
        ShouldBeDelaunay([.. Enumerable.Range(0, 60).Select(_ => (random.NextDouble(), random.NextDouble()))]);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(6, 6)]
    public void Points_on_a_grid_of_parameters_are_covered_too(int columns, int rows) => ShouldBeDelaunay(
        [.. from x in Enumerable.Range(0, columns) from y in Enumerable.Range(0, rows) select ((double)x / (columns - 1), (double)y / (rows - 1))]);

    [Fact]
    public void Points_on_one_line_have_no_triangles()
    {
        Triangulation.Of([(0, 0), (0.25, 0.25), (0.5, 0.5), (1, 1)]).ShouldBeEmpty();
        Triangulation.Of([(0.5, 0), (0.5, 1), (0.5, 0.3)]).ShouldBeEmpty();
        Triangulation.Of([(0, 0)]).ShouldBeEmpty();
        Triangulation.Of([]).ShouldBeEmpty();
    }

    /// <summary>By the definition, with every point against every triangle, and the area against that of the hull by gift wrapping.</summary>
    private static void ShouldBeDelaunay(IReadOnlyList<(double X, double Y)> points)
    {
        var triangles = Triangulation.Of(points);
        triangles.SelectMany(t => (int[])[t.A, t.B, t.C]).Distinct().Count().ShouldBe(points.Count);
        foreach (var (a, b, c) in triangles)
        {
            var (centre, radius) = Circle(points[a], points[b], points[c]);
            points.ShouldAllBe(p => Distance(p, centre) > radius - 1e-7);
        }

        triangles.Sum(t => Area([points[t.A], points[t.B], points[t.C]])).ShouldBe(Area(Hull(points)), 1e-9);
        triangles.ShouldAllBe(t => Area(new[] { points[t.A], points[t.B], points[t.C] }) > 0);
    }

    internal static double Area(IReadOnlyList<(double X, double Y)> polygon) =>
        Enumerable.Range(0, polygon.Count).Sum(i => (polygon[i].X * polygon[(i + 1) % polygon.Count].Y) - (polygon[(i + 1) % polygon.Count].X * polygon[i].Y)) / 2;

    private static List<(double X, double Y)> Hull(IReadOnlyList<(double X, double Y)> points)
    {
        var hull = new List<(double X, double Y)>();
        var start = points.MinBy(p => (p.X, p.Y));
        for (var here = start; hull.Count == 0 || here != start;)
        {
            hull.Add(here);
            var at = here;
            // The farthest of those that have all others on their left.
            here = points.Where(p => p != at).First(p => points.All(q =>
                ((p.X - at.X) * (q.Y - at.Y)) - ((p.Y - at.Y) * (q.X - at.X)) is var turn && (turn > 1e-12 || (turn > -1e-12 && Distance(at, q) <= Distance(at, p) + 1e-12))));
        }

        return hull;
    }

    private static ((double X, double Y) Centre, double Radius) Circle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c)
    {
        var d = 2 * ((a.X * (b.Y - c.Y)) + (b.X * (c.Y - a.Y)) + (c.X * (a.Y - b.Y)));
        double Square((double X, double Y) p) => (p.X * p.X) + (p.Y * p.Y);
        var centre = (
            X: ((Square(a) * (b.Y - c.Y)) + (Square(b) * (c.Y - a.Y)) + (Square(c) * (a.Y - b.Y))) / d,
            Y: ((Square(a) * (c.X - b.X)) + (Square(b) * (a.X - c.X)) + (Square(c) * (b.X - a.X))) / d);
        return (centre, Distance(centre, a));
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
}
