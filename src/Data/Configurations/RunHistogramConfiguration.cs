using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunHistogramConfiguration : IEntityTypeConfiguration<RunHistogram>
{
    public void Configure(EntityTypeBuilder<RunHistogram> builder)
    {
        builder.ToTable("run_histogram");
        builder.HasKey(histogram => new { histogram.RunId, histogram.Step });
        builder.HasOne<Run>().WithMany().HasForeignKey(histogram => histogram.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
