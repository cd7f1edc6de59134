using System.CommandLine;
using System.Globalization;
using Mantissa.Cli.Platform;
using Mantissa.Data.Backup;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa backup</c> and <c>mantissa restore</c>: everything that the platform keeps, in one file.</summary>
internal static class BackupCommands
{
    private const string DatabaseVariable = "MANTISSA_DATABASE";

    public static Command CreateBackup() => Create(
        "backup", "Writes everything that the platform keeps into a file, while it is up or not.", "File to write", async (file, database, data, token) =>
        {
            await using var visit = await DatabaseVisit.OpenAsync(database, data, token);
            var length = await DatabaseBackup.WriteAsync(visit.ConnectionString, file, token);
            return string.Create(CultureInfo.InvariantCulture, $"{file} holds everything: {length / 1e6:0.0} MB");
        });

    public static Command CreateRestore() => Create(
        "restore", "Fills an empty data directory or database with a backup.", "File that mantissa backup wrote", async (file, database, data, token) =>
        {
            await using var visit = await DatabaseVisit.TakeAsync(database, data, token);
            await DatabaseBackup.RestoreAsync(visit.ConnectionString, file, token);
            return $"{file} is restored into {(database is null ? data : "the database")}; start the platform over it with mantissa up";
        });

    private static Command Create(
        string name, string description, string fileDescription, Func<string, string?, string, CancellationToken, Task<string>> run)
    {
        var file = new Argument<string>("FILE") { Description = fileDescription };
        var dataDirectory = new Option<string?>("--data-dir") { Description = "The platform's data directory [default: data in the checkout]", HelpName = "D" };
        var database = new Option<string?>("--database") { Description = $"Connection string of a database, instead of --data-dir [default: {DatabaseVariable}]", HelpName = "CONNECTION" };
        var command = new Command(name, description) { file, dataDirectory, database };
        command.SetAction(async (parsed, token) =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var checkout = BuiltCheckout.Find();
            var connection = parsed.GetValue(database) ?? (parsed.GetValue(dataDirectory) is null ? Environment.GetEnvironmentVariable(DatabaseVariable) : null);
            try
            {
                var done = await run(
                    Path.GetFullPath(parsed.GetRequiredValue(file)), string.IsNullOrWhiteSpace(connection) ? null : connection,
                    Path.GetFullPath(parsed.GetValue(dataDirectory) ?? checkout.DataDirectory), token);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} ({TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s)."));
                return 0;
            }
            catch (Exception problem) when (problem is BackupException or ArgumentException)
            {
                throw new ProblemException(problem.Message);
            }
        });
        return command;
    }
}
