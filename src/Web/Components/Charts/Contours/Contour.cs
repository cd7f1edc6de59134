namespace Mantissa.Web.Components.Charts.Contours;

/// <summary>A point of a surface: a place and the height there.</summary>
public readonly record struct SurfacePoint(double X, double Y, double Z);

/// <summary>A part of the plane in which the height lies within a band.</summary>
/// <param name="Band">Between this level and the next.</param>
/// <param name="Corners">Of a convex polygon.</param>
public sealed record ContourPatch(int Band, IReadOnlyList<(double X, double Y)> Corners);

/// <summary>
/// A surface through points as filled contours: over each triangle of the Delaunay triangulation the height is linear, so bands are exact
/// polygons, and nothing is drawn where there is no point around. Several points at one place count with their mean.
/// </summary>
/// <param name="Levels">Ascending; bands lie between two of them.</param>
/// <param name="Patches">Triangle by triangle.</param>
/// <param name="Places">Different places of the points.</param>
public sealed record Contour(IReadOnlyList<double> Levels, IReadOnlyList<ContourPatch> Patches, int Places)
{
    /// <summary>With fewer places a surface is a single slope.</summary>
    public const int FewestPlaces = 4;

    private const int Bands = 8;

    /// <param name="points">Finite; above 0 along a logarithmic axis.</param>
    /// <param name="logarithmicX">Whether distances across are those of logarithms.</param>
    /// <param name="logarithmicY">The same upwards.</param>
    public static Contour Of(IReadOnlyList<SurfacePoint> points, bool logarithmicX = false, bool logarithmicY = false)
    {
        ArgumentNullException.ThrowIfNull(points);
        var places = points.GroupBy(point => (point.X, point.Y)).Select(same => new SurfacePoint(same.Key.X, same.Key.Y, same.Average(point => point.Z))).ToList();
        if (places.Count < FewestPlaces)
            return new([], [], places.Count);
        var (x, y) = (Scale.Over(places.Select(place => place.X), logarithmicX), Scale.Over(places.Select(place => place.Y), logarithmicY));
        var flat = places.ConvertAll(place => (X: x.At(place.X), Y: y.At(place.Y)));
        var levels = LevelsOf(places.Min(place => place.Z), places.Max(place => place.Z));
        return new(
            levels,
            [
                .. from corners in Triangulation.Of(flat)
                   let triangle = ((int[])[corners.A, corners.B, corners.C]).Select(i => new SurfacePoint(flat[i].X, flat[i].Y, places[i].Z)).ToList()
                   from band in Enumerable.Range(0, levels.Count - 1)
                   let part = Cut(Cut(triangle, levels[band], above: true), levels[band + 1], above: false)
                   where part.Count > 2
                   select new ContourPatch(band, [.. part.Select(corner => (x.Back(corner.X), y.Back(corner.Y)))]),
            ],
            places.Count);
    }

    /// <summary>Round numbers from at most the lowest height to at least the highest.</summary>
    private static List<double> LevelsOf(double low, double high)
    {
        if (low == high)
            return [low - 0.5, high + 0.5];
        var rough = (high - low) / Bands;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((double[])[1, 2, 5, 10]).First(factor => factor * power >= rough * (1 - 1e-9));
        var (first, last) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The part of a convex polygon whose height is on one side of a level (Sutherland and Hodgman 1974).</summary>
    private static List<SurfacePoint> Cut(List<SurfacePoint> polygon, double level, bool above)
    {
        var part = new List<SurfacePoint>();
        for (var i = 0; i < polygon.Count; i++)
        {
            var (here, next) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            bool Inside(SurfacePoint point) => above ? point.Z >= level : point.Z <= level;
            if (Inside(here))
                part.Add(here);
            if (Inside(here) == Inside(next))
                continue;
            var share = (level - here.Z) / (next.Z - here.Z);
            part.Add(new(here.X + (share * (next.X - here.X)), here.Y + (share * (next.Y - here.Y)), level));
        }

        return part;
    }

    /// <summary>An axis from 0 to 1, as it is drawn.</summary>
    private readonly record struct Scale(double Low, double Length, bool Logarithmic)
    {
        public static Scale Over(IEnumerable<double> values, bool logarithmic)
        {
            var all = values.Select(value => logarithmic ? Math.Log(value) : value).ToList();
            return new(all.Min(), all.Max() > all.Min() ? all.Max() - all.Min() : 1, logarithmic);
        }

        public double At(double value) => ((Logarithmic ? Math.Log(value) : value) - Low) / Length;

        public double Back(double place) => Logarithmic ? Math.Exp(Low + (place * Length)) : Low + (place * Length);
    }
}
