namespace Mantissa.EndToEnd.Tests.Browser;

/// <summary>Runs of a program elsewhere, recorded over the REST API: as many as a table needs, without training any.</summary>
internal static class RecordedStudy
{
    /// <summary>Two models in three formats with three seeds each: 18 runs, of which the last one failed. Once for a site.</summary>
    public static async Task RecordAsync(PlatformUnderTest platform)
    {
        using var external = new ExternalRun(platform);
        if (await external.CountAsync() > 0)
            return;
        foreach (var model in (string[])["resnet", "alexnet"])
        {
            foreach (var (place, format) in ((string[])["fp32", "flex16+5", "bf16"]).Index())
            {
                foreach (var seed in (int[])[1, 2, 3])
                {
                    var top1 = (model == "resnet" ? 0.9 : 0.6) - (0.02 * place) + (0.004 * seed);
                    var last = (model, place, seed) == ("alexnet", 2, 3);
                    await RecordAsync(external, model, format, seed, top1, last);
                }
            }
        }
    }

    private static Task<Guid> RecordAsync(ExternalRun external, string model, string format, int seed, double top1, bool failed) => external.RecordAsync(
        new
        {
            name = $"{model} · {format} · seed {seed}", model, format, dataset = "cifar10", seed,
            parameters = new { learningRate = 0.1, epochs = 10 }, tags = new { study = "formats" },
        },
        new
        {
            sequence = 1,
            metrics = Enumerable.Range(1, 5).Select(step => new { name = "validation/top1", step, value = top1 - (0.02 * (5 - step)) })
                .Concat(Enumerable.Range(1, 5).Select(step => new { name = "train/loss", step, value = (1.5 - top1) / step })).ToArray(),
            progress = new { step = 5, totalSteps = 5, epoch = 10, imagesPerSecond = 812, loss = (1.5 - top1) / 5 },
        },
        new { status = failed ? "Failed" : "Completed", reason = failed ? "Out of memory." : null });
}
