using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class MetricChunkConfiguration : IEntityTypeConfiguration<MetricChunk>
{
    public void Configure(EntityTypeBuilder<MetricChunk> builder)
    {
        builder.ToTable("metric_chunk");
        builder.HasKey(chunk => new { chunk.SeriesId, chunk.Attempt, chunk.Sequence, chunk.Part });
        builder.HasIndex(chunk => chunk.SeriesId).HasDatabaseName("ix_metric_chunk_loose").HasFilter("NOT sealed");
        builder.HasIndex(chunk => new { chunk.SeriesId, chunk.LastStep }).HasDatabaseName("ix_metric_chunk_series_id_last_step");
        builder.HasOne<MetricSeries>().WithMany().HasForeignKey(chunk => chunk.SeriesId).OnDelete(DeleteBehavior.Cascade);
    }
}
