using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunArtifactConfiguration : IEntityTypeConfiguration<RunArtifact>
{
    public void Configure(EntityTypeBuilder<RunArtifact> builder)
    {
        builder.ToTable("run_artifact");
        builder.HasKey(artifact => new { artifact.RunId, artifact.Name, artifact.Step });
        builder.HasOne<Run>().WithMany().HasForeignKey(artifact => artifact.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
