using Mantissa.Data.Metrics;

namespace Mantissa.Web.Api;

/// <summary>What requests call the axes that points lie on.</summary>
internal static class AxisNames
{
    public const string Standard = "step";

    private static readonly Dictionary<string, SeriesAxis> Axes = new(StringComparer.Ordinal)
    {
        [Standard] = SeriesAxis.Step, ["epoch"] = SeriesAxis.Epoch, ["time"] = SeriesAxis.WallTime, ["elapsed"] = SeriesAxis.RelativeTime,
    };

    /// <summary>For descriptions of the API.</summary>
    public const string Explanation =
        "'axis' is step, epoch (steps times what the run's progress says of epochs per step), time (milliseconds since 1970) or elapsed (seconds since the run started)";

    /// <returns>Null when there is no such axis.</returns>
    public static SeriesAxis? Find(string name) => Axes.TryGetValue(name, out var axis) ? axis : null;

    /// <summary>What is wrong with a name that is none.</summary>
    public static string Unknown(string name) => $"There is no axis '{name}'. Known: {string.Join(", ", Axes.Keys)}.";
}
