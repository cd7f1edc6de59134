using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Commands;

/// <summary>Runs one program of the checkout in this terminal, for commands that only hand over to it.</summary>
internal static class Foreground
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Gives back its exit code; an interrupt is passed on and then waited for.</summary>
    public static async Task<int> RunAsync(
        string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var child = ChildProcess.Start(new(ChildCommand.Dotnet([assembly, .. arguments]), environment));
        try
        {
            await child.Exited.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(Patience);
        }

        return child.ExitCode;
    }
}
