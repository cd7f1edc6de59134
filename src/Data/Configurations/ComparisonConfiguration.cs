using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class ComparisonConfiguration : IEntityTypeConfiguration<Comparison>
{
    public void Configure(EntityTypeBuilder<Comparison> builder)
    {
        builder.ToTable("comparison");
        builder.HasKey(comparison => comparison.Id);
        builder.Property(comparison => comparison.Id).ValueGeneratedNever();
        builder.Property(comparison => comparison.Specification).HasJson();
        builder.Property(comparison => comparison.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(comparison => new { comparison.CreatedAt, comparison.Id }).HasDatabaseName("ix_comparison_created_at");
    }
}
