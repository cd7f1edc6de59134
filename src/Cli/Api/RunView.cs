using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mantissa.Cli.Api;

/// <summary>How runs look in a terminal, as a table that is drawn anew, and as lines where output is kept.</summary>
internal static class RunView
{
    private const int BarWidth = 24;

    public static IRenderable Table(IReadOnlyList<ApiRun> runs)
    {
        var table = new Grid().AddColumns(7);
        foreach (var run in runs)
        {
            table.AddRow(
                new Text(run.Model), new Text(run.Format, new(Color.Aqua)), Bar(run),
                Right(run.Ended ? run.Status.ToLowerInvariant() : Percent(run)), Right(Loss(run)), Right(Speed(run)),
                new Text(run.Ended ? run.StatusReason ?? "" : Remaining(run)));
        }

        return table;
    }

    public static string Line(ApiRun run)
    {
        var parts = new[] { $"{run.Model} {run.Format}", run.Status.ToLowerInvariant(), run.Step > 0 ? Percent(run) : "", Loss(run), Speed(run), Remaining(run), run.StatusReason ?? "" };
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }

    private static Markup Bar(ApiRun run)
    {
        var filled = (int)Math.Round(run.Done * BarWidth);
        var colour = run.Status is "Failed" or "Cancelled" ? "red" : run.Succeeded ? "green" : "yellow";
        return new($"[{colour}]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]");
    }

    private static Text Right(string text) => new(text) { Justification = Justify.Right };

    private static string Percent(ApiRun run) =>
        run.TotalSteps > 0 ? run.Done.ToString("0 %", CultureInfo.InvariantCulture) : run.Status.ToLowerInvariant();

    /// <summary>A run that goes on has a finite loss; before the first one is recorded it has none.</summary>
    private static string Loss(ApiRun run) =>
        run.Loss is { } loss && (run.Ended || double.IsFinite(loss)) ? string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.000}") : "";

    private static string Speed(ApiRun run) =>
        !run.Ended && run.ImagesPerSecond is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:0} images/s") : "";

    private static string Remaining(ApiRun run) =>
        !run.Ended && run.EtaSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(Math.Min(seconds, 359_999)):h\\:mm\\:ss} left") : "";
}
