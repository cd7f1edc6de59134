using Mantissa.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

[DbContext(typeof(PlatformDbContext))]
[Migration("20261126131000_MetricCompression")]
internal sealed class MetricCompression : SqlMigration;
