using Mantissa.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

[DbContext(typeof(PlatformDbContext))]
[Migration("20261126100000_MetricRules")]
internal sealed class MetricRules : SqlMigration;
