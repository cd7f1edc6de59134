using Mantissa.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

[DbContext(typeof(PlatformDbContext))]
[Migration("20261122090000_Initial")]
internal sealed class Initial : SqlMigration;
