namespace Mantissa.Web.Components.Charts.Contours;

/// <summary>
/// The Delaunay triangulation of points in the plane: no point lies inside the circle through the corners of a triangle, so triangles are as
/// far from slivers as they can be. Points are added from left to right to their convex hull, then edges are flipped (Lawson 1977).
/// </summary>
public static class Triangulation
{
    // Of coordinates between 0 and 1: what is smaller than this is rounding.
    private const double Tolerance = 1e-12;

    /// <summary>The corners of the triangles, counter-clockwise, as places in the list; none where all points lie on one line.</summary>
    /// <param name="points">All different, with coordinates between 0 and 1.</param>
    public static IReadOnlyList<(int A, int B, int C)> Of(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var order = Enumerable.Range(0, points.Count).OrderBy(i => points[i].X).ThenBy(i => points[i].Y).ToList();
        // The points until the first that is not on their line are a chain, which that one sees from its side.
        var apart = order.FindIndex(Math.Min(2, order.Count), i => Math.Abs(Turn(points[order[0]], points[order[1]], points[i])) > Tolerance);
        if (apart < 0)
            return [];
        var triangles = new List<(int A, int B, int C)>();
        var (tip, chain) = (order[apart], order[..apart]);
        if (Turn(points[chain[0]], points[chain[1]], points[tip]) < 0)
            chain.Reverse();
        for (var i = 1; i < chain.Count; i++)
            triangles.Add((chain[i - 1], chain[i], tip));
        var hull = new List<int>([.. chain, tip]);
        foreach (var next in order[(apart + 1)..])
            Add(points, hull, next, triangles);
        Flip(points, triangles);
        return triangles;
    }

    /// <summary>Joins a point to every edge of the hull that it sees.</summary>
    private static void Add(IReadOnlyList<(double X, double Y)> points, List<int> hull, int next, List<(int A, int B, int C)> triangles)
    {
        bool Sees(int i) => Turn(points[hull[i]], points[hull[(i + 1) % hull.Count]], points[next]) < -Tolerance;
        // Begin where an edge that is not seen ends, so that those that are stand together.
        var unseen = Enumerable.Range(0, hull.Count).First(i => !Sees(i));
        var turned = hull[unseen..].Concat(hull[..unseen]).ToList();
        hull.Clear();
        hull.AddRange(turned);
        var seen = Enumerable.Range(0, hull.Count).Where(Sees).ToList();
        foreach (var edge in seen)
            triangles.Add((hull[(edge + 1) % hull.Count], hull[edge], next));
        if (seen.Count == 0)
            return;
        hull.RemoveRange(seen[0] + 1, seen.Count - 1);
        hull.Insert(seen[0] + 1, next);
    }

    /// <summary>Exchanges the diagonals of neighbouring triangles until none has its neighbour's corner inside its circle.</summary>
    private static void Flip(IReadOnlyList<(double X, double Y)> points, List<(int A, int B, int C)> triangles)
    {
        // Each exchange makes the smallest angles larger, so that there are few; the bound is for rounding.
        for (var left = points.Count * points.Count; left > 0; left--)
        {
            if (!FlipOne(points, triangles))
                return;
        }
    }

    private static bool FlipOne(IReadOnlyList<(double X, double Y)> points, List<(int A, int B, int C)> triangles)
    {
        var owners = new Dictionary<(int, int), (int Triangle, int Opposite)>();
        for (var i = 0; i < triangles.Count; i++)
        {
            var (a, b, c) = triangles[i];
            foreach (var (from, to, opposite) in (ReadOnlySpan<(int, int, int)>)[(a, b, c), (b, c, a), (c, a, b)])
            {
                if (owners.TryGetValue((to, from), out var other) && InCircle(points[from], points[to], points[opposite], points[other.Opposite]) > Tolerance)
                {
                    triangles[i] = (opposite, from, other.Opposite);
                    triangles[other.Triangle] = (other.Opposite, to, opposite);
                    return true;
                }

                owners[(from, to)] = (i, opposite);
            }
        }

        return false;
    }

    /// <summary>Twice the area of a triangle; positive when its corners go counter-clockwise.</summary>
    private static double Turn((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));

    /// <summary>Positive when d lies inside the circle through a, b and c, which go counter-clockwise.</summary>
    private static double InCircle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        var (ax, ay, bx, by, cx, cy) = (a.X - d.X, a.Y - d.Y, b.X - d.X, b.Y - d.Y, c.X - d.X, c.Y - d.Y);
        var (aa, bb, cc) = ((ax * ax) + (ay * ay), (bx * bx) + (by * by), (cx * cx) + (cy * cy));
        return (ax * ((by * cc) - (bb * cy))) - (ay * ((bx * cc) - (bb * cx))) + (aa * ((bx * cy) - (by * cx)));
    }
}
