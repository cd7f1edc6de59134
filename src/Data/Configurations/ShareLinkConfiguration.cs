using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class ShareLinkConfiguration : IEntityTypeConfiguration<ShareLink>
{
    public void Configure(EntityTypeBuilder<ShareLink> builder)
    {
        builder.ToTable("share_link");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(link => link.TokenHash).IsUnique().HasDatabaseName("ux_share_link_token_hash");
        builder.HasIndex(link => link.DashboardId).HasDatabaseName("ix_share_link_dashboard_id");
        builder.HasOne<Dashboard>().WithMany().HasForeignKey(link => link.DashboardId).OnDelete(DeleteBehavior.Cascade);
    }
}
