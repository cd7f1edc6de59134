using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data;

/// <summary>
/// The tables as EF sees them: for queries and for the test that holds the migrations against the model. What has to be fast or fenced
/// is plain SQL in the stores.
/// </summary>
public sealed class PlatformDbContext(DbContextOptions<PlatformDbContext> options) : DbContext(options)
{
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunParameter> RunParameters => Set<RunParameter>();
    public DbSet<Comparison> Comparisons => Set<Comparison>();
    public DbSet<Experiment> Experiments => Set<Experiment>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<RunEvent> RunEvents => Set<RunEvent>();
    public DbSet<LogLine> LogLines => Set<LogLine>();
    public DbSet<RunImage> RunImages => Set<RunImage>();
    public DbSet<RunArtifact> RunArtifacts => Set<RunArtifact>();
    public DbSet<RunHistogram> RunHistograms => Set<RunHistogram>();
    public DbSet<RunFile> RunFiles => Set<RunFile>();
    public DbSet<RunFilePart> RunFileParts => Set<RunFilePart>();
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();
    public DbSet<CheckpointPart> CheckpointParts => Set<CheckpointPart>();
    public DbSet<UploadedSet> UploadedSets => Set<UploadedSet>();
    public DbSet<UploadedFile> UploadedFiles => Set<UploadedFile>();
    public DbSet<UploadedPart> UploadedParts => Set<UploadedPart>();
    public DbSet<UploadedPreview> UploadedPreviews => Set<UploadedPreview>();
    public DbSet<Dashboard> Dashboards => Set<Dashboard>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<ShareLink> ShareLinks => Set<ShareLink>();
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<QueuePause> QueuePauses => Set<QueuePause>();
    public DbSet<CatalogueItem> CatalogueItems => Set<CatalogueItem>();
    public DbSet<MetricSeries> MetricSeries => Set<MetricSeries>();
    public DbSet<MetricChunk> MetricChunks => Set<MetricChunk>();
    public DbSet<MetricBatch> MetricBatches => Set<MetricBatch>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PlatformDbContext).Assembly);
        modelBuilder.UseSnakeCaseColumns();
    }
}
