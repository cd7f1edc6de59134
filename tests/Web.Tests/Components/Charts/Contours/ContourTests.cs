using Mantissa.Web.Components.Charts.Contours;

namespace Mantissa.Web.Tests.Components.Charts.Contours;

public sealed class ContourTests
{
    [Fact]
    public void Over_a_plane_every_band_is_where_the_plane_has_its_heights()
    {
        SurfacePoint[] points = [.. from x in (double[])[0, 1, 4] from y in (double[])[10, 20, 25, 50] select new SurfacePoint(x, y, Plane(x, y))];

        var contour = Contour.Of(points);

        contour.Levels.ShouldBe([-25, -20, -15, -10, -5, 0, 5, 10]);
        foreach (var patch in contour.Patches)
            patch.Corners.ShouldAllBe(corner => Plane(corner.X, corner.Y) > contour.Levels[patch.Band] - 1e-9 && Plane(corner.X, corner.Y) < contour.Levels[patch.Band + 1] + 1e-9);
        contour.Patches.Sum(patch => TriangulationTests.Area(patch.Corners)).ShouldBe(4 * 40, 1e-9);
        // Between −5 and 0 the plane leaves a strip of 10/3 upwards in the rectangle: cut by hand at x = 0 … 4, y = 2(3x + 1) … 2(3x + 6).
        contour.Patches.Where(patch => patch.Band == 4).Sum(patch => TriangulationTests.Area(patch.Corners)).ShouldBe(Strip(-5, 0), 1e-6);

        static double Strip(double low, double high)
        {
            const int Slices = 200_000;
            return Enumerable.Range(0, Slices).Sum(i =>
            {
                var x = 4.0 * (i + 0.5) / Slices;
                var (from, to) = (Math.Clamp(2 * ((3 * x) + 1 - high), 10, 50), Math.Clamp(2 * ((3 * x) + 1 - low), 10, 50));
                return (to - from) * 4 / Slices;
            });
        }
    }

    private static double Plane(double x, double y) => (3 * x) - (0.5 * y) + 1;

    [Fact]
    public void Along_logarithmic_axes_heights_are_linear_in_the_logarithm()
    {
        SurfacePoint[] points = [.. from x in (double[])[1e-4, 1e-2, 1] from y in (double[])[0, 1] select new SurfacePoint(x, y, Math.Log10(x))];

        var contour = Contour.Of(points, logarithmicX: true);

        contour.Levels.ShouldBe([-4, -3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0]);
        foreach (var patch in contour.Patches)
            patch.Corners.ShouldAllBe(corner => Math.Log10(corner.X) > contour.Levels[patch.Band] - 1e-9 && Math.Log10(corner.X) < contour.Levels[patch.Band + 1] + 1e-9);
    }

    [Fact]
    public void Runs_at_one_place_count_with_their_mean()
    {
        SurfacePoint[] corners = [new(0, 0, 1), new(1, 0, 1), new(0, 1, 1), new(1, 1, 0.5), new(1, 1, 1.5)];

        var flat = Contour.Of(corners);

        flat.Places.ShouldBe(4);
        flat.Levels.ShouldBe([0.5, 1.5]);
        flat.Patches.Sum(patch => TriangulationTests.Area(patch.Corners)).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Too_few_places_or_places_on_one_line_are_no_surface()
    {
        Contour.Of([new(0, 0, 1), new(1, 0, 2), new(0, 1, 3), new(0, 1, 4)]).ShouldSatisfyAllConditions(c => c.Patches.ShouldBeEmpty(), c => c.Places.ShouldBe(3));
        Contour.Of([new(0, 0, 1), new(1, 10, 2), new(2, 20, 3), new(3, 30, 4)]).ShouldSatisfyAllConditions(c => c.Patches.ShouldBeEmpty(), c => c.Places.ShouldBe(4));
        Contour.Of([new(0, 0, 1), new(0, 10, 2), new(0, 20, 3), new(0, 30, 4)]).Patches.ShouldBeEmpty();
        Contour.Of([]).Patches.ShouldBeEmpty();
    }
}
