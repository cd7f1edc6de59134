using System.Text.Json.Nodes;
using Mantissa.Benchmarks.Database;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Runs;
using Mantissa.Training;
using Mantissa.Training.Imaging;

namespace Mantissa.Benchmarks.Web;

/// <summary>What a platform has after some weeks: ten thousand runs, twenty with long curves, two that paint, and one that still trains.</summary>
internal sealed class SeededRuns
{
    public const int Runs = 10_000;
    public const int Compared = 20;
    public const int Points = 100_000;
    private const int Batch = 20_000;
    private const int SampleSteps = 40;
    private const int SampleSize = 256;
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);
    private static readonly string[] Formats = ["fp32", "flex16+5", "bf16", "dfp16"];

    private readonly TemporaryDatabase database;
    private readonly CatalogueDocument catalogue;
    private RunLease? live;
    private long liveStep;

    private SeededRuns(TemporaryDatabase database, CatalogueDocument catalogue) => (this.database, this.catalogue) = (database, catalogue);

    /// <summary>The page that compares the long curves.</summary>
    public string ComparisonAddress { get; private set; } = "";

    /// <summary>The page with the samples of two formats.</summary>
    public string SamplesAddress { get; private set; } = "";

    /// <summary>The page of the run that still trains.</summary>
    public string LiveAddress => $"/runs/{live!.RunId}";

    public static async Task<SeededRuns> CreateAsync(TemporaryDatabase database, CancellationToken cancellationToken)
    {
        var catalogue = TrainingCatalogue.Describe(new(Path.GetTempPath(), [], Environment.ProcessorCount));
        await database.Get<CatalogueStore>().PublishAsync("bench", catalogue, cancellationToken);
        await ManyRuns.FillAsync(database, 0, Runs, cancellationToken);
        var seeded = new SeededRuns(database, catalogue);
        var compared = new List<Guid>();
        for (var i = 0; i < Compared; i++)
            compared.Add(await seeded.CurveAsync(Formats[i % Formats.Length], 1 + (i / Formats.Length), cancellationToken));
        seeded.ComparisonAddress = $"/compare?runs={string.Join(',', compared)}";
        seeded.SamplesAddress = $"/compare?runs={await seeded.SamplesAsync("fp32", cancellationToken)},{await seeded.SamplesAsync("flex16+5", cancellationToken)}";
        seeded.live = await seeded.StartAsync("resnet", "fp32", 1000, cancellationToken);
        await seeded.StepAsync(cancellationToken);
        await database.ExecuteAsync("vacuum analyze", cancellationToken);
        return seeded;
    }

    /// <summary>The run that still trains makes another step, and every page that shows it is told.</summary>
    public Task StepAsync(CancellationToken cancellationToken)
    {
        liveStep++;
        return CommitAsync(
            live!, new(liveStep) { Metrics = Curve.Points(["train/loss", "train/top1"], liveStep, 1), Progress = new(liveStep, 1_000_000, 0.1, 500, 1.5) }, cancellationToken);
    }

    private async Task<Guid> CurveAsync(string format, long seed, CancellationToken cancellationToken)
    {
        var lease = await StartAsync("resnet", format, seed, cancellationToken);
        for (var batch = 0; batch < Points / Batch; batch++)
            await CommitAsync(lease, new(batch + 1) { Metrics = Curve.Points(["train/loss"], 1 + (batch * Batch), Batch) }, cancellationToken);
        await CommitAsync(lease, new((Points / Batch) + 1) { Metrics = Curve.Points(["validation/top1"], Points, 1) }, cancellationToken);
        return await EndAsync(lease, cancellationToken);
    }

    private async Task<Guid> SamplesAsync(string format, CancellationToken cancellationToken)
    {
        var lease = await StartAsync("wgan", format, 1, cancellationToken);
        var noise = new Random(1);
        for (var step = 0; step < SampleSteps; step++)
        {
            var pixels = new byte[SampleSize * SampleSize * 3];
            noise.NextBytes(pixels);
            var image = new ImageUpload("samples", step, SampleSize, SampleSize, PngEncoder.Encode(pixels, SampleSize, SampleSize));
            await CommitAsync(lease, new(step + 1) { Images = [image], Metrics = Curve.Points(["train/loss"], step + 1, 1) }, cancellationToken);
        }

        return await EndAsync(lease, cancellationToken);
    }

    private async Task<RunLease> StartAsync(string model, string format, long seed, CancellationToken cancellationToken)
    {
        var wanted = new RunSpecification { Model = model, Format = format, Dataset = "shapes", Seed = seed, Training = new JsonObject { ["steps"] = Points } };
        var resolved = SpecificationValidator.Resolve(wanted, catalogue);
        var run = await database.Get<RunStore>().SubmitAsync(
            resolved.Value ?? throw new InvalidOperationException(string.Join(' ', resolved.Errors.Select(error => error.Message))), null, cancellationToken);
        var leased = await database.Get<RunLeases>().ClaimAsync(run.Value.Id, "bench", Lease, cancellationToken)
            ?? throw new InvalidOperationException("The run was not given out.");
        await database.Get<RunLeases>().MarkRunningAsync(leased.Lease, cancellationToken);
        return leased.Lease;
    }

    private Task<bool> CommitAsync(RunLease lease, RecordBatch batch, CancellationToken cancellationToken) =>
        database.Get<RunRecorderStore>().CommitAsync(lease, batch, cancellationToken);

    private async Task<Guid> EndAsync(RunLease lease, CancellationToken cancellationToken)
    {
        await database.Get<RunLeases>().CompleteAsync(lease, Data.Entities.RunStatus.Completed, null, cancellationToken);
        return lease.RunId;
    }
}
