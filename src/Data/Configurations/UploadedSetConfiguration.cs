using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class UploadedSetConfiguration : IEntityTypeConfiguration<UploadedSet>
{
    public void Configure(EntityTypeBuilder<UploadedSet> builder)
    {
        builder.ToTable("uploaded_set");
        builder.HasKey(set => set.Id);
        builder.Property(set => set.Id).ValueGeneratedNever();
        builder.Property(set => set.Status).HasConversion<string>();
        builder.Property(set => set.Report!).HasJson<UploadReport>().IsRequired(false);
        builder.Property(set => set.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(set => set.Name).IsUnique().HasDatabaseName("ux_uploaded_set_name");
        builder.HasIndex(set => set.CreatedAt).HasDatabaseName("ix_uploaded_set_pending").HasFilter("status = 'Pending'::text");
        builder.HasMany<Run>().WithOne().HasForeignKey(run => run.UploadedSetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UploadedFileConfiguration : IEntityTypeConfiguration<UploadedFile>
{
    public void Configure(EntityTypeBuilder<UploadedFile> builder)
    {
        builder.ToTable("uploaded_file");
        builder.HasKey(file => new { file.SetId, file.Index });
        builder.HasOne<UploadedSet>().WithMany().HasForeignKey(file => file.SetId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UploadedPartConfiguration : IEntityTypeConfiguration<UploadedPart>
{
    public void Configure(EntityTypeBuilder<UploadedPart> builder)
    {
        builder.ToTable("uploaded_part");
        builder.HasKey(part => new { part.SetId, part.FileIndex, part.Index });
        builder.HasOne<UploadedSet>().WithMany().HasForeignKey(part => part.SetId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UploadedPreviewConfiguration : IEntityTypeConfiguration<UploadedPreview>
{
    public void Configure(EntityTypeBuilder<UploadedPreview> builder)
    {
        builder.ToTable("uploaded_preview");
        builder.HasKey(preview => preview.SetId);
        builder.HasOne<UploadedSet>().WithOne().HasForeignKey<UploadedPreview>(preview => preview.SetId).OnDelete(DeleteBehavior.Cascade);
    }
}
