namespace Mantissa.Jobs.Hosting;

/// <summary>Turns what can stop the process at its start into one sentence on the error stream.</summary>
internal static class StartupGuard
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(Func<Task> body)
    {
        try
        {
            await body();
            return 0;
        }
        catch (StartupException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
