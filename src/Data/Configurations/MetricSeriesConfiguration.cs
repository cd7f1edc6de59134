using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class MetricSeriesConfiguration : IEntityTypeConfiguration<MetricSeries>
{
    // What queries compare and sort by: NaN is no number.
    private const string LastNumber = "LastNumber";

    public void Configure(EntityTypeBuilder<MetricSeries> builder)
    {
        builder.ToTable("metric_series");
        builder.HasKey(series => series.Id);
        builder.Property(series => series.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(series => new { series.RunId, series.Name }).IsUnique().HasDatabaseName("ux_metric_series_run_id_name");
        builder.Property<double?>(LastNumber).HasComputedColumnSql("NULLIF(last_value, 'NaN'::double precision)", stored: true);
        builder.HasIndex(nameof(MetricSeries.Name), LastNumber, nameof(MetricSeries.RunId)).HasDatabaseName("ix_metric_series_last_number");
        builder.HasIndex(series => new { series.Name, series.MinValue, series.RunId }).HasDatabaseName("ix_metric_series_min_value");
        builder.HasIndex(series => new { series.Name, series.MaxValue, series.RunId }).HasDatabaseName("ix_metric_series_max_value");
        builder.HasOne<Run>().WithMany().HasForeignKey(series => series.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
