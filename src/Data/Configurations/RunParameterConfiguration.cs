using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class RunParameterConfiguration : IEntityTypeConfiguration<RunParameter>
{
    public void Configure(EntityTypeBuilder<RunParameter> builder)
    {
        builder.ToTable("run_parameter");
        builder.HasKey(parameter => new { parameter.RunId, parameter.Name });
        builder.HasIndex(parameter => new { parameter.Name, parameter.Number, parameter.RunId }).HasDatabaseName("ix_run_parameter_number");
        builder.HasIndex(parameter => new { parameter.Name, parameter.ValueStart, parameter.RunId }).HasDatabaseName("ix_run_parameter_value");
        builder.HasOne<Run>().WithMany().HasForeignKey(parameter => parameter.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
