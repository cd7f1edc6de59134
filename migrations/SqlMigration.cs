using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mantissa.Migrations;

/// <summary>
/// A migration whose statements are in the <c>.sql</c> file of the same name, where they read, highlight and run as SQL. The platform only
/// moves forward: to go back, restore a backup.
/// </summary>
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ReadScript());

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException($"{GetType().Name} cannot be undone; restore a backup instead.");

    private string ReadScript()
    {
        var file = GetType().GetCustomAttribute<MigrationAttribute>()!.Id + ".sql";
        using var stream = GetType().Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The migration script {file} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
