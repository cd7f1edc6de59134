using Microsoft.AspNetCore.Connections;

namespace Mantissa.Web.Hosting;

/// <summary>Turns what can stop the process at its start into one sentence on the error stream.</summary>
internal static class StartupGuard
{
    public static async Task<int> RunAsync(IConfiguration configuration, Func<WebSettings, Task> body)
    {
        try
        {
            var settings = WebSettings.Read(configuration);
            PortCheck.EnsureFree(settings.Url);
            await body(settings);
            return 0;
        }
        catch (StartupException error)
        {
            return await SayAsync(error.Message);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return await SayAsync($"Another program took the port just now. {error.Message}");
        }
    }

    private static async Task<int> SayAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
