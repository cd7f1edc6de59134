using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Api;

/// <summary>Turns runs into what the API shows, with the last values of their declared metrics.</summary>
internal sealed class RunResources(CatalogueStore catalogues, MetricStore metrics, TimeProvider time)
{
    public async Task<RunResource> OfAsync(Run run, string site, CancellationToken cancellationToken) =>
        (await OfAsync([run], site, cancellationToken))[0] with { Notes = run.Notes };

    public async Task<IReadOnlyList<RunResource>> OfAsync(IReadOnlyList<Run> runs, string site, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var declared = runs.Select(r => r.Model).Distinct().ToDictionary(model => model, model => Declared(catalogue, model));
        var names = declared.Values.SelectMany(d => d).Distinct().ToList();
        var last = (await metrics.ListAsync(runs.Select(r => r.Id).ToList(), names, cancellationToken)).ToLookup(s => s.RunId);
        return runs.Select(run => Of(run, last[run.Id].Where(s => declared[run.Model].Contains(s.Name)), site)).ToList();
    }

    private static HashSet<string> Declared(CatalogueDocument catalogue, string model) =>
        catalogue.Model(model) is { } entry && catalogue.Trainer(entry.Trainer) is { } trainer
            ? trainer.Metrics.Select(m => m.Name).ToHashSet()
            : [];

    private RunResource Of(Run run, IEnumerable<SeriesSummary> last, string site) => new()
    {
        Id = run.Id,
        Name = run.Name,
        Model = run.Model,
        Format = run.Format,
        Dataset = run.Dataset,
        Seed = run.Seed,
        Queue = run.Queue,
        Status = run.Status,
        StatusReason = run.StatusReason,
        Attempt = run.Attempt,
        Step = run.Step,
        TotalSteps = run.TotalSteps,
        Epoch = run.Epoch,
        ImagesPerSecond = run.ImagesPerSecond,
        PeakMemoryBytes = run.PeakMemoryBytes,
        Loss = run.Loss,
        EtaSeconds = RunPace.Remaining(run, time.GetUtcNow())?.TotalSeconds,
        CreatedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        ComparisonId = run.ComparisonId,
        ExperimentId = run.ExperimentId,
        External = run.External,
        Specification = run.Specification,
        Tags = run.Tags,
        ArchivedAt = run.ArchivedAt,
        Revision = run.Revision,
        Url = $"{site}/runs/{run.Id}",
        Metrics = last.ToDictionary(s => s.Name, s => s.Last),
    };
}
