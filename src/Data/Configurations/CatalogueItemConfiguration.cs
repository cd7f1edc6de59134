using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class CatalogueItemConfiguration : IEntityTypeConfiguration<CatalogueItem>
{
    public void Configure(EntityTypeBuilder<CatalogueItem> builder)
    {
        builder.ToTable("catalogue_item");
        builder.HasKey(item => new { item.Kind, item.Name });
        builder.Property(item => item.Definition).HasColumnType("jsonb");
        builder.Property(item => item.PublishedAt).HasDefaultValueSql("now()");
    }
}
