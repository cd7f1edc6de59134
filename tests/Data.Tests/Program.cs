using System.Runtime.InteropServices;
using Mantissa.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mantissa.Data.Tests;

/// <summary>
/// Not a test: a process that runs a private cluster in the folder it is given until it is told to stop, for the tests that kill it or
/// start it as another user.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var stop = new TaskCompletionSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(new(arguments[0]), NullLogger.Instance, CancellationToken.None);
            await Console.Out.WriteLineAsync(server.ConnectionString);
            await stop.Task;
            return 0;
        }
        catch (EmbeddedPostgresException e)
        {
            await Console.Out.WriteLineAsync("refused: " + e.Message);
            return 1;
        }
    }
}
