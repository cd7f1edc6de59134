using System.Security.Cryptography;
using Npgsql;

namespace Mantissa.Data.Embedded;

/// <summary>The role that workers of a private cluster sign in with. What it may read and write is said by the migrations.</summary>
internal static class WorkerAccount
{
    private const string Role = "mantissa_worker";

    /// <summary>Makes the role where it is not there yet, with a password of its own that stays the same.</summary>
    /// <param name="passwordFile">Where the password is kept.</param>
    /// <param name="owner">Reaches the platform's database as its owner.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The connection string that reaches the platform's database with the role.</returns>
    public static async Task<string> PrepareAsync(string passwordFile, string owner, CancellationToken cancellationToken)
    {
        var password = File.Exists(passwordFile) ? (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim() : "";
        if (password.Length == 0)
        {
            password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            await PrivateFile.WriteAsync(passwordFile, password, cancellationToken);
        }

        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{Role}') then
                    create role {Role};
                end if;
                alter role {Role} login password '{password}';
            end $$
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(owner) { Username = Role, Password = password }.ConnectionString;
    }
}
