using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunEventConfiguration : IEntityTypeConfiguration<RunEvent>
{
    public void Configure(EntityTypeBuilder<RunEvent> builder)
    {
        builder.ToTable("run_event");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).UseIdentityAlwaysColumn();
        builder.Property(entry => entry.At).HasDefaultValueSql("now()");
        builder.Property(entry => entry.FromStatus).HasConversion<string>();
        builder.Property(entry => entry.ToStatus).HasConversion<string>();
        builder.HasIndex(entry => new { entry.RunId, entry.Id }).HasDatabaseName("ix_run_event_run_id");
        builder.HasOne<Run>().WithMany().HasForeignKey(entry => entry.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
