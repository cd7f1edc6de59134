using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class ExperimentConfiguration : IEntityTypeConfiguration<Experiment>
{
    public void Configure(EntityTypeBuilder<Experiment> builder)
    {
        builder.ToTable("experiment");
        builder.HasKey(experiment => experiment.Id);
        builder.Property(experiment => experiment.Tags).HasJson();
        builder.Property(experiment => experiment.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(experiment => experiment.UpdatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(experiment => experiment.Name).IsUnique().HasDatabaseName("ux_experiment_name");
        builder.HasMany<Run>().WithOne().HasForeignKey(run => run.ExperimentId).OnDelete(DeleteBehavior.Restrict);
    }
}
