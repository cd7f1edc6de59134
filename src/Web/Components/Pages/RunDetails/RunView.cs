using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Samples;

namespace Mantissa.Web.Components.Pages.RunDetails;

/// <summary>What the page of a run shows, as last read.</summary>
public sealed class RunView(Run run, CatalogueDocument catalogue)
{
    public Run Run { get; set; } = run;
    public CatalogueDocument Catalogue { get; } = catalogue;
    public IReadOnlyList<SeriesSummary> Metrics { get; set; } = [];
    public IReadOnlyList<MetricPanel> Panels { get; set; } = [];
    public IReadOnlyList<RunEvent> Events { get; set; } = [];
    public IReadOnlyList<Checkpoint> Checkpoints { get; set; } = [];
    public IReadOnlyList<RunFile> Files { get; set; } = [];
    public ConfusionCounts? Confusion { get; set; }
    public IReadOnlyList<ChartRun> ChartRuns { get; set; } = [];

    public ModelEntry? Model => Catalogue.Model(Run.Model);
    public TrainerEntry? Trainer => Model is { } model ? Catalogue.Trainer(model.Trainer) : null;

    /// <summary>What is trained, as far as that is known.</summary>
    public string Subject
    {
        get
        {
            var model = Model?.Title ?? Run.Model;
            var subject = Run.Dataset.Length == 0 ? model : $"{model} on {Run.Dataset}".TrimStart();
            return !Run.External ? $"{subject}, seed {Run.Seed}" : subject.Length == 0 ? "Made elsewhere" : $"{subject}, made elsewhere";
        }
    }

    public IReadOnlyList<SampleTile> Tiles => [new(Run.Id, Run.Name, null)];

    /// <summary>The metric that judges the run, with what is known of it.</summary>
    public (MetricEntry Entry, SeriesSummary Summary)? Primary =>
        Catalogue.PrimaryMetric(Run.Model) is { } entry && Metrics.FirstOrDefault(m => m.Name == entry.Name) is { } summary
            ? (entry, summary)
            : null;

    /// <summary>The best value of the primary metric so far.</summary>
    public double? Best => Primary is var (entry, summary) ? entry.Goal == MetricGoal.Minimize ? summary.Min : summary.Max : null;
}
