namespace Mantissa.Cli.Platform;

/// <summary>Asks a site whether it is ready.</summary>
internal sealed class Readiness(string url) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Whether it answers, and its database with it.</summary>
    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose() => client.Dispose();
}
