using Mantissa.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

[DbContext(typeof(PlatformDbContext))]
[Migration("20261126150000_RunTable")]
internal sealed class RunTable : SqlMigration;
