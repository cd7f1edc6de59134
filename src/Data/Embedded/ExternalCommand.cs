using System.Diagnostics;

namespace Mantissa.Data.Embedded;

/// <summary>Runs a program to its end.</summary>
internal static class ExternalCommand
{
    /// <returns>Exit status, and what it printed: standard output when it went well, else standard error as well.</returns>
    public static async Task<(int Status, string Output)> RunAsync(
        IReadOnlyList<string> command, string? input, CancellationToken cancellationToken, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // An account that the command may drop to need not be able to enter this process's folder.
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            var printed = process.ExitCode == 0 ? await output : await errors + await output;
            return (process.ExitCode, printed.Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
