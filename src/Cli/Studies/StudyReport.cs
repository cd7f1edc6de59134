using System.Globalization;
using System.Text;
using Mantissa.Cli.Api;

namespace Mantissa.Cli.Studies;

/// <summary>Writes a study's document, with curves and sample grids beside it, from what the platform recorded.</summary>
internal static class StudyReport
{
    private const int PointsDrawn = 240;
    private const string Samples = "samples";

    /// <summary>Replaces <c>&lt;name&gt;.md</c> and the folder <c>&lt;name&gt;</c> in a folder.</summary>
    /// <returns>Path of the document.</returns>
    public static async Task<string> WriteAsync(
        Study study, SubmittedComparison comparison, PlatformClient client, string folder, CancellationToken cancellationToken)
    {
        var pictures = Path.Combine(folder, study.Name);
        if (Directory.Exists(pictures))
            Directory.Delete(pictures, recursive: true);
        Directory.CreateDirectory(pictures);
        var parity = await client.ParityAsync(comparison.Id, cancellationToken);
        var text = new StringBuilder();
        text.AppendLine($"# {study.Title}\n\n{study.Introduction}\n");
        text.AppendLine($"Made by `./mantissa bench {study.Name}`, which writes this page.{await MachineAsync(comparison, client, cancellationToken)}\n");
        text.AppendLine("## Verdicts\n").AppendLine(StudyTables.Parity(parity));
        if (study.Findings(parity) is { Length: > 0 } findings)
            text.AppendLine($"## Findings\n\n{findings}\n");
        foreach (var model in parity.Models)
        {
            var runs = comparison.Runs.Where(run => run.Model == model.Model).ToList();
            text.AppendLine($"## {model.Model}\n").AppendLine(StudyTables.Runs(runs, model.Metric));
            foreach (var metric in study.Drawn)
            {
                if (await CurvesAsync(model.Model, metric, runs, client, pictures, cancellationToken) is { } file)
                    text.AppendLine($"![{metric}]({study.Name}/{file})\n");
            }

            text.Append(await SamplesAsync(study.Name, runs, client, pictures, cancellationToken));
        }

        var document = Path.Combine(folder, $"{study.Name}.md");
        await File.WriteAllTextAsync(document, text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n", cancellationToken);
        return document;
    }

    /// <summary>The machine as the worker described it; a study that several machines trained names each.</summary>
    private static async Task<string> MachineAsync(SubmittedComparison comparison, PlatformClient client, CancellationToken cancellationToken)
    {
        var machines = new HashSet<string>();
        foreach (var run in comparison.Runs)
        {
            foreach (var entry in await client.HistoryAsync(run.Id, cancellationToken))
            {
                if (entry.Kind == "environment")
                    machines.Add(entry.Message[(entry.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            }
        }

        return string.Concat(machines.Select(machine => $" Trained on: {machine}."));
    }

    private static async Task<string?> CurvesAsync(
        string model, string metric, IReadOnlyList<ApiRun> runs, PlatformClient client, string folder, CancellationToken cancellationToken)
    {
        var curves = await client.CurvesAsync(runs.Select(run => run.Id), metric, PointsDrawn, cancellationToken);
        if (curves.All(curve => curve.Steps.Count < 2))
            return null;
        var lines = runs.SelectMany(run => curves.Where(curve => curve.RunId == run.Id)
            .Select(curve => new CurveFigure.Line(run.Format, curve.Steps, curve.Values))).ToList();
        var file = $"{model}-{metric.Replace('/', '-')}.svg";
        await File.WriteAllTextAsync(Path.Combine(folder, file), CurveFigure.Svg($"{model}: {metric}", lines), cancellationToken);
        return file;
    }

    /// <summary>The last sample grid of each format's first run, side by side with real images.</summary>
    private static async Task<string> SamplesAsync(
        string name, IReadOnlyList<ApiRun> runs, PlatformClient client, string folder, CancellationToken cancellationToken)
    {
        var (headings, cells) = (new List<string>(), new List<string>());
        foreach (var run in runs.GroupBy(run => run.Format).Select(format => format.First()))
        {
            var pictures = await client.PicturesAsync(run.Id, cancellationToken);
            if (cells.Count == 0 && pictures.FirstOrDefault(picture => picture.Name == "real") is { } real)
                await AddAsync("real images", $"{run.Model}-real.png", real);
            if (pictures.Where(picture => picture.Name == Samples).MaxBy(picture => picture.Step) is { } last)
                await AddAsync(string.Create(CultureInfo.InvariantCulture, $"`{run.Format}`, step {last.Step:N0}"), $"{run.Model}-{run.Format.Replace('+', '-')}.png", last);
        }

        return cells.Count == 0 ? "" : $"{StudyTables.Row(headings)}{StudyTables.Rule(headings.Count)}{StudyTables.Row(cells)}\n";

        async Task AddAsync(string heading, string file, Picture picture)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), await client.ContentAsync(picture, cancellationToken), cancellationToken);
            headings.Add(heading);
            cells.Add($"![{heading.Replace("`", "", StringComparison.Ordinal)}]({name}/{file})");
        }
    }
}
