using Npgsql;

namespace Mantissa.Migrations;

/// <summary>The rights of workers in the database; see <c>WorkerRole.sql</c>.</summary>
internal static class WorkerRole
{
    public static async Task GrantAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var stream = typeof(WorkerRole).Assembly.GetManifestResourceStream("WorkerRole.sql")!;
        using var reader = new StreamReader(stream);
        await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(cancellationToken), connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
