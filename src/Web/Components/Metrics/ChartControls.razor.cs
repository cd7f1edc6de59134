using System.Globalization;
using Mantissa.Web.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Metrics;

/// <summary>How the charts of a page are drawn: what is changed often in a line, the rest in a sheet that opens below.</summary>
public sealed partial class ChartControls : ComponentBase
{
    [Parameter, EditorRequired] public ChartSettings Settings { get; set; } = new();
    [Parameter] public EventCallback<ChartSettings> OnChange { get; set; }

    /// <summary>The axes on which the runs have a place.</summary>
    [Parameter] public IReadOnlyList<ChartAxis> Axes { get; set; } = [ChartAxis.Step, ChartAxis.Elapsed];

    /// <summary>Whether some runs differ only in their seed.</summary>
    [Parameter] public bool Seeded { get; set; }

    /// <summary>Settings in the sheet that are not at their default.</summary>
    private int Changed => new[]
    {
        Settings.SmoothingKind != SmoothingKind.Exponential, Settings.Band is not null, Settings.Logarithmic, Settings.LogarithmicX, Settings.Clipped,
    }.Count(changed => changed);

    private string Strength => Settings.SmoothingKind switch
    {
        _ when Settings.Smoothing == 0 => "off",
        SmoothingKind.Gaussian => string.Create(CultureInfo.InvariantCulture, $"σ = {Smoothing.Deviation(Settings.Smoothing):0.0}"),
        SmoothingKind.RunningMean => $"{1 + (2 * Smoothing.Reach(Settings.Smoothing))} pts",
        _ => Settings.Smoothing.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Title(ChartAxis axis) => axis switch { ChartAxis.Elapsed => "Time", ChartAxis.WallTime => "Date", _ => axis.ToString() };

    private Task Smooth(ChangeEventArgs e) =>
        double.TryParse(e.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var strength)
            ? OnChange.InvokeAsync(Settings with { Smoothing = Math.Clamp(strength, 0, 0.99) })
            : Task.CompletedTask;

    private Task BandAsync(ChangeEventArgs e) => string.IsNullOrEmpty(e.Value as string)
        ? OnChange.InvokeAsync(Settings with { Band = null })
        : ChangeAsync<BandKind>(e, band => Settings with { Band = band });

    private Task ChangeAsync<T>(ChangeEventArgs e, Func<T, ChartSettings> change)
        where T : struct, Enum => Enum.TryParse<T>(e.Value as string, out var choice) ? OnChange.InvokeAsync(change(choice)) : Task.CompletedTask;
}
