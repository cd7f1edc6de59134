using System.Globalization;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Querying;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Mean ± sample standard deviation, in a metric's unit: "76.3 ± 0.4 %".</summary>
public static class MeasureText
{
    // A deviation below this share of the mean is what summing leaves of equal numbers.
    private const double Same = 1e-9;

    public static string Of(SampleMoments moments, RunColumn column)
    {
        if (moments.Count == 0)
            return "";
        if (column.Field is ParameterField && !(moments.Deviation > Math.Abs(moments.Mean) * Same))
            return moments.Mean.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');
        var percent = column.Unit == "fraction";
        var mean = column.Key == "duration" ? Durations.Span(TimeSpan.FromSeconds(moments.Mean)) : percent ? Share(moments.Mean) : Numbers.Value(moments.Mean);
        if (moments.Count < 2)
            return percent ? mean + " %" : mean;
        var deviation = column.Key == "duration" ? Durations.Span(TimeSpan.FromSeconds(moments.Deviation)) : percent ? Share(moments.Deviation) : Numbers.Value(moments.Deviation, 2);
        return $"{mean} ± {deviation}{(percent ? " %" : "")}";
    }

    private static string Share(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');
}
