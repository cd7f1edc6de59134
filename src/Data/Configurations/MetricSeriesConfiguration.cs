using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class MetricSeriesConfiguration : IEntityTypeConfiguration<MetricSeries>
{
    public void Configure(EntityTypeBuilder<MetricSeries> builder)
    {
        builder.ToTable("metric_series");
        builder.HasKey(series => series.Id);
        builder.Property(series => series.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(series => new { series.RunId, series.Name }).IsUnique().HasDatabaseName("ux_metric_series_run_id_name");
        builder.HasOne<Run>().WithMany().HasForeignKey(series => series.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
