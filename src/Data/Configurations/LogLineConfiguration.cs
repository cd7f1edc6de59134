using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class LogLineConfiguration : IEntityTypeConfiguration<LogLine>
{
    public void Configure(EntityTypeBuilder<LogLine> builder)
    {
        builder.ToTable("log_line");
        builder.HasKey(line => new { line.RunId, line.Id });
        builder.Property(line => line.Id).UseIdentityAlwaysColumn();
        builder.Property(line => line.Level).HasConversion<string>();
        builder.HasOne<Run>().WithMany().HasForeignKey(line => line.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
