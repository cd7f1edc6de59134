using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class DashboardConfiguration : IEntityTypeConfiguration<Dashboard>
{
    public void Configure(EntityTypeBuilder<Dashboard> builder)
    {
        builder.ToTable("dashboard");
        builder.HasKey(dashboard => dashboard.Id);
        builder.Property(dashboard => dashboard.Id).ValueGeneratedNever();
        builder.Property(dashboard => dashboard.Content).HasJson();
        builder.Property(dashboard => dashboard.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(dashboard => dashboard.UpdatedAt).HasDefaultValueSql("now()");
    }
}
