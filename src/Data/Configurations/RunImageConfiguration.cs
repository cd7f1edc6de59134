using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunImageConfiguration : IEntityTypeConfiguration<RunImage>
{
    public void Configure(EntityTypeBuilder<RunImage> builder)
    {
        builder.ToTable("run_image");
        builder.HasKey(image => new { image.RunId, image.Name, image.Step });
        builder.HasOne<Run>().WithMany().HasForeignKey(image => image.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
