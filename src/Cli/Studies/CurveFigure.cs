using System.Globalization;
using System.Security;
using System.Text;

namespace Mantissa.Cli.Studies;

/// <summary>
/// Curves as a picture for a document: SVG, on white, so that it reads the same wherever the document is shown. Pages of the platform
/// have ECharts for this; a document has no script.
/// </summary>
internal static class CurveFigure
{
    private const double Width = 640, Height = 260, Left = 56, Right = 12, Top = 34, Bottom = 28;
    private static readonly string[] Inks = ["#33363d", "#d2540a", "#0a72b8", "#0b8a63", "#7257d1", "#a17700", "#b64b8e", "#2391ae"];

    /// <summary>One curve; lines of one format share its colour.</summary>
    public sealed record Line(string Format, IReadOnlyList<long> Steps, IReadOnlyList<double> Values);

    /// <summary>Draws lines over training steps. Values that are not finite leave a gap.</summary>
    public static string Svg(string title, IReadOnlyList<Line> lines)
    {
        var x = new Scale(lines.SelectMany(line => line.Steps).Select(step => (double)step), Left, Width - Right);
        var y = new Scale(lines.SelectMany(line => line.Values), Height - Bottom, Top);
        var formats = lines.Select(line => line.Format).Distinct().ToList();
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="system-ui, sans-serif" font-size="11">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{Height}" fill="#fff"/><text x="{Left}" y="18" font-size="13" font-weight="600" fill="#1c1e22">{SecurityElement.Escape(title)}</text>""");
        foreach (var value in y.Ticks())
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{Left}" x2="{Width - Right}" y1="{y.At(value):0.#}" y2="{y.At(value):0.#}" stroke="#e4e5e8"/><text x="{Left - 8}" y="{y.At(value) + 4:0.#}" text-anchor="end" fill="#6b7079">{Text(value)}</text>""");
        foreach (var value in x.Ticks())
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x.At(value):0.#}" y="{Height - 10}" text-anchor="middle" fill="#6b7079">{Text(value)}</text>""");
        foreach (var line in lines)
        {
            var ink = Inks[formats.IndexOf(line.Format) % Inks.Length];
            foreach (var stretch in Stretches(line))
                svg.Append(CultureInfo.InvariantCulture, $"""<polyline fill="none" stroke="{ink}" stroke-width="1.5" stroke-linejoin="round" points="{string.Join(' ', stretch.Select(p => string.Create(CultureInfo.InvariantCulture, $"{x.At(p.Step):0.#},{y.At(p.Value):0.#}")))}"/>""");
        }

        for (var i = 0; i < formats.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Width - Right}" y="{18 + (13 * i)}" text-anchor="end" fill="{Inks[i % Inks.Length]}">{SecurityElement.Escape(formats[i])}</text>""");
        return svg.Append("</svg>\n").ToString();
    }

    private static IEnumerable<IReadOnlyList<(long Step, double Value)>> Stretches(Line line)
    {
        var stretch = new List<(long, double)>();
        for (var i = 0; i < line.Steps.Count; i++)
        {
            if (double.IsFinite(line.Values[i]))
            {
                stretch.Add((line.Steps[i], line.Values[i]));
                continue;
            }

            if (stretch.Count > 0)
                yield return stretch;
            stretch = [];
        }

        if (stretch.Count > 0)
            yield return stretch;
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>Places finite values between two edges of the picture.</summary>
    private sealed class Scale
    {
        private readonly double _low, _high, _start, _end;

        public Scale(IEnumerable<double> values, double start, double end)
        {
            var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
            (_low, _high, _start, _end) = (finite.Min(), finite.Max(), start, end);
            if (_low == _high)
                (_low, _high) = (_low - 0.5, _high + 0.5);
        }

        public double At(double value) => _start + ((value - _low) / (_high - _low) * (_end - _start));

        /// <summary>Multiples of 1, 2 or 5 times a power of ten, four to eight of them.</summary>
        public IEnumerable<double> Ticks()
        {
            var rough = (_high - _low) / 5;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * ((rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
            for (var i = Math.Ceiling(_low / step); i * step <= _high; i++)
                yield return i * step;
        }
    }
}
