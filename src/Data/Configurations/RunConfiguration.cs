using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public const string SearchColumn = "Search";

    // As PostgreSQL prints it, so that the schema can be compared.
    private const string Searched =
        "lower(((((((((((name || ' '::text) || model) || ' '::text) || format) || ' '::text) || dataset) || ' '::text) || status)"
        + " || ' '::text) || (tags)::text))";

    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("run");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Specification).HasJson();
        builder.Property(run => run.Status).HasConversion<string>();
        builder.Property(run => run.Tags).HasJson();
        builder.Property(run => run.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(run => run.Version).IsRowVersion();

        // What the filter box looks into; its index makes "contains" fast.
        builder.Property<string>(SearchColumn).IsRequired().HasComputedColumnSql(Searched, stored: true);
        builder.HasIndex(SearchColumn).HasDatabaseName("ix_run_search").HasMethod("gin").HasOperators("gin_trgm_ops");

        builder.HasIndex(run => run.Tags).HasDatabaseName("ix_run_tags").HasMethod("gin").HasOperators("jsonb_path_ops");
        builder.HasIndex(run => new { run.CreatedAt, run.Id }).HasDatabaseName("ix_run_listed").IncludeProperties(
            run => new { run.ArchivedAt, run.Status, run.Model, run.Format, run.Dataset, run.Seed, run.Queue, run.ComparisonId });
        builder.HasIndex(run => new { run.ExperimentId, run.CreatedAt, run.Id }).HasDatabaseName("ix_run_experiment_id");
        builder.HasIndex(run => run.ComparisonId).HasDatabaseName("ix_run_comparison_id");
        builder.HasIndex(run => run.UploadedSetId).HasDatabaseName("ix_run_uploaded_set_id");
        builder.HasIndex(run => run.DeletedAt).HasDatabaseName("ix_run_deleted_at").HasFilter("deleted_at IS NOT NULL");
        builder.HasIndex(run => new { run.Queue, run.Status }).HasDatabaseName("ix_run_unfinished")
            .HasFilter("status = ANY (ARRAY['Queued'::text, 'Starting'::text, 'Running'::text])");
        builder.HasOne<Comparison>().WithMany().HasForeignKey(run => run.ComparisonId).OnDelete(DeleteBehavior.SetNull);
    }
}
