using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mantissa.Data.Configurations;

internal sealed class WorkerConfiguration : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> builder)
    {
        builder.ToTable("worker");
        builder.HasKey(worker => worker.Id);
        builder.Property(worker => worker.Devices).HasJson();
        builder.Property(worker => worker.StartedAt).HasDefaultValueSql("now()");
        builder.Property(worker => worker.HeartbeatAt).HasDefaultValueSql("now()");
    }
}
