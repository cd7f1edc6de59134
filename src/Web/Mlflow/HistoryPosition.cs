using System.Globalization;
using Mantissa.Data.Metrics;

namespace Mantissa.Web.Mlflow;

/// <summary>Where a page of a metric's history ended, written as its token.</summary>
/// <param name="Step">Step of its last point.</param>
/// <param name="Time">When that point was measured; <see langword="null"/> before the first page.</param>
/// <param name="Given">How many points of that step and time were on the pages.</param>
internal readonly record struct HistoryPosition(long Step, DateTimeOffset? Time, int Given)
{
    private static readonly HistoryPosition Start = new(long.MinValue, null, 0);

    /// <exception cref="MlflowError">The token is none of these.</exception>
    public static HistoryPosition Parse(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return Start;
        var parts = token.Split('.');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? new(step, new(ticks, TimeSpan.Zero), given)
            : throw MlflowError.Invalid($"'{token}' is no page token of this server.");
    }

    public bool IsOf(MetricPoint point) => point.Step == Step && point.Time == Time;

    /// <summary>The position after a further point.</summary>
    public HistoryPosition After(MetricPoint point) => IsOf(point) ? this with { Given = Given + 1 } : new(point.Step, point.Time, 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step}.{Time?.UtcTicks}.{Given}");
}
