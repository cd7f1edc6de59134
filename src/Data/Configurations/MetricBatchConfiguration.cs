using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class MetricBatchConfiguration : IEntityTypeConfiguration<MetricBatch>
{
    public void Configure(EntityTypeBuilder<MetricBatch> builder)
    {
        builder.ToTable("metric_batch");
        builder.HasKey(batch => new { batch.RunId, batch.Attempt, batch.Sequence });
        builder.HasOne<Run>().WithMany().HasForeignKey(batch => batch.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
