using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mantissa.Benchmarks.Database;

/// <summary>The site as a process of its own over a database that is there, and how much memory that process takes.</summary>
internal sealed partial class SiteProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private SiteProcess(Process process, DirectoryInfo folder, Uri address)
    {
        (this.process, this.folder) = (process, folder);
        Client = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public HttpClient Client { get; }

    /// <summary>Bytes that the process has in memory now.</summary>
    public long Memory => Status("VmRSS");

    /// <summary>The most that it has had since <see cref="ForgetPeak"/>.</summary>
    public long PeakMemory => Status("VmHWM");

    public static async Task<SiteProcess> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var site = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Web/release/Mantissa.Web.dll"));
        if (!File.Exists(site))
            throw new InvalidOperationException($"The site is not built ({site} is missing): build Platform.sln in Release.");
        var folder = Directory.CreateTempSubdirectory("mantissa-site-");
        var process = Process.Start(new ProcessStartInfo("dotnet", [site])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["MANTISSA_DATABASE"] = connectionString, ["MANTISSA_DATA_DIR"] = folder.FullName, ["MANTISSA_URL"] = "http://127.0.0.1:0",
            },
        })!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                process.BeginOutputReadLine();
                return new(process, folder, new(ready.Value));
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The site did not start: it ended with {process.ExitCode}.");
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private long Status(string field) => File.ReadLines($"/proc/{process.Id}/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan(field.Length + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) << 10).Single();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Ready();
}
