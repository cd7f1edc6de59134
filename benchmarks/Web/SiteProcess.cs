using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mantissa.Benchmarks.Web;

/// <summary>The site as a process of its own over a database that is there.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private SiteProcess(Process process, DirectoryInfo folder, string url) => (this.process, this.folder, Url) = (process, folder, url);

    public string Url { get; }

    /// <summary>Processor time that it has used, in seconds of one core.</summary>
    public double ProcessorSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Memory that it has in use, in bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<SiteProcess> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var folder = Directory.CreateTempSubdirectory("mantissa-bench-web-");
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "..", "..", "Web", "release", "Mantissa.Web.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment["MANTISSA_URL"] = url;
        info.Environment["MANTISSA_DATABASE"] = connectionString;
        info.Environment["MANTISSA_DATA_DIR"] = folder.FullName;
        var site = new SiteProcess(Process.Start(info)!, folder, url);
        try
        {
            _ = site.process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complaints = site.process.StandardError.ReadToEndAsync(cancellationToken);
            await site.WaitAsync(complaints, cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task WaitAsync(Task<string> complaints, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new(Url) };
        for (var waited = Stopwatch.StartNew(); !process.HasExited && waited.Elapsed < StartLimit;)
        {
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException(process.HasExited ? $"The site did not start: {await complaints}" : $"The site was not ready within {StartLimit}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
