using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunFileConfiguration : IEntityTypeConfiguration<RunFile>
{
    public void Configure(EntityTypeBuilder<RunFile> builder)
    {
        builder.ToTable("run_file");
        builder.HasKey(file => file.Id);
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Property(file => file.CreatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(file => new { file.RunId, file.Path }).IsUnique().HasDatabaseName("ux_run_file_path");
        builder.HasOne<Run>().WithMany().HasForeignKey(file => file.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RunFilePartConfiguration : IEntityTypeConfiguration<RunFilePart>
{
    public void Configure(EntityTypeBuilder<RunFilePart> builder)
    {
        builder.ToTable("run_file_part");
        builder.HasKey(part => new { part.FileId, part.Index });
        builder.HasOne<RunFile>().WithMany().HasForeignKey(part => part.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}
