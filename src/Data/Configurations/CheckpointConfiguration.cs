using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class CheckpointConfiguration : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.ToTable("checkpoint");
        builder.HasKey(checkpoint => checkpoint.Id);
        builder.Property(checkpoint => checkpoint.Id).ValueGeneratedNever();
        builder.Property(checkpoint => checkpoint.Kind).HasConversion<string>();
        builder.Property(checkpoint => checkpoint.Best).HasDefaultValue(false);
        builder.Property(checkpoint => checkpoint.Pinned).HasDefaultValue(false);
        builder.Property(checkpoint => checkpoint.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(checkpoint => new { checkpoint.RunId, checkpoint.Attempt, checkpoint.MetricSequence })
            .HasDatabaseName("ix_checkpoint_position");
        builder.HasOne<Run>().WithMany().HasForeignKey(checkpoint => checkpoint.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
