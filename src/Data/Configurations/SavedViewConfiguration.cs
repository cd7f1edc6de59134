using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_view");
        builder.HasKey(view => view.Id);
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.Property(view => view.Content).HasJson();
        builder.Property(view => view.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(view => view.UpdatedAt).HasDefaultValueSql("now()");
    }
}
