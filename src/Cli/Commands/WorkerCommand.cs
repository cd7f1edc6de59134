using System.CommandLine;
using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa worker</c>: one more worker, for a platform on this machine or a database anywhere.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var queues = new Option<string?>("--queues")
        {
            Description = "Queues to serve, e.g. cpu,simulator [default: those that its devices can]",
            HelpName = "LIST",
        };
        var dataDirectory = new Option<string?>("--data-dir") { Description = "Data directory of the platform to join", HelpName = "D" };
        var database = new Option<string?>("--database") { Description = "Connection string of the database to join, instead of --data-dir", HelpName = "CONNECTION" };
        var command = new Command("worker", "Starts one more worker for a platform that is up.") { queues, dataDirectory, database };
        command.SetAction((parsed, token) =>
        {
            var checkout = BuiltCheckout.Find();
            var environment = new Dictionary<string, string>
            {
                ["MANTISSA_HOME"] = checkout.Home,
                ["MANTISSA_DATA_DIR"] = Path.GetFullPath(parsed.GetValue(dataDirectory) ?? checkout.DataDirectory),
            };
            if (parsed.GetValue(database) is { } connection)
                environment["MANTISSA_DATABASE"] = connection;
            return Foreground.RunAsync(checkout.Assembly("Jobs"), PlatformHost.WorkerArguments(parsed.GetValue(queues)), environment, token);
        });
        return command;
    }
}
