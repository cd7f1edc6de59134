using System.Globalization;

namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Finished runs with everything that pages show of runs, recorded from outside within a second.</summary>
internal static class RecordedRuns
{
    private const string Across = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAFElEQVR42mNgUHBIaFhw4AEDZQwAxnUcAYqwUcEAAAAASUVORK5CYII=";
    private const string Down = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAI0lEQVR42mNggAEFKGBwgAKGBChgaIAChgVQwHAAChgeQAEAdmYcAa4dwRsAAAAASUVORK5CYII=";
    private const int Steps = 60;

    /// <summary>A run of each format and learning rate; their ids in that order.</summary>
    public static async Task<IReadOnlyList<Guid>> MakeAsync(PlatformUnderTest platform, IReadOnlyList<string> formats, IReadOnlyList<double> learningRates)
    {
        using var external = new ExternalRun(platform);
        var ids = new List<Guid>();
        foreach (var format in formats)
        {
            foreach (var rate in learningRates)
                ids.Add(await MakeAsync(external, format, rate));
        }

        return ids;
    }

    private static Task<Guid> MakeAsync(ExternalRun external, string format, double learningRate) => external.RecordAsync(
        new
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{format} at {learningRate}"), model = "wgan", dataset = "shapes", format,
            parameters = new { learningRate, batch = 32 },
        },
        new
        {
            sequence = 1, metrics = Metrics(format, learningRate).Select(m => new { name = m.Name, step = m.Step, value = m.Value }).ToArray(),
            images = Enumerable.Range(0, 4).Select(i => new { name = "samples", step = 20 * i, content = format == "fp32" ? Across : Down })
                .Append(new { name = "real", step = 0, content = Across }).ToArray(),
            progress = new { step = Steps, totalSteps = Steps, epoch = 2.0, loss = 0.5 },
        },
        new { status = "Completed" });

    private static IEnumerable<(string Name, int Step, double Value)> Metrics(string format, double learningRate)
    {
        for (var step = 1; step <= Steps; step++)
        {
            var loss = 2 * Math.Exp(-step * learningRate) + (0.2 * Math.Sin(step)) + 0.5;
            yield return ("train/loss", step, step == 7 ? 50 : loss);
            if (step % 5 != 0)
                continue;
            yield return ("swd", step, loss / 10);
            foreach (var site in format == "fp32" ? [] : new[] { "conv1/weight", "conv1/gradient", "conv2/weight" })
            {
                yield return ($"format/{site}/exponent", step, -6 - (site.Length / 4) + (step / 20));
                yield return ($"format/{site}/overflow_rate", step, site == "conv1/gradient" ? 0.01 : 0.0001);
            }
        }
    }
}
