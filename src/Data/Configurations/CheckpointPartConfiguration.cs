using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class CheckpointPartConfiguration : IEntityTypeConfiguration<CheckpointPart>
{
    public void Configure(EntityTypeBuilder<CheckpointPart> builder)
    {
        builder.ToTable("checkpoint_part");
        builder.HasKey(part => new { part.CheckpointId, part.Index });
        builder.HasOne<Checkpoint>().WithMany().HasForeignKey(part => part.CheckpointId).OnDelete(DeleteBehavior.Cascade);
    }
}
