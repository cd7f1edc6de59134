using Mantissa.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

[DbContext(typeof(PlatformDbContext))]
[Migration("20261126111000_Querying")]
internal sealed class Querying : SqlMigration;
