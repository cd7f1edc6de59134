using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Mantissa.Testing;

namespace Mantissa.Benchmarks.Database;

/// <summary>The site as a process of its own over a database that is there, and what that process takes.</summary>
internal sealed partial class SiteProcess : IAsyncDisposable
{
    // The shell waits for the end of its input, which comes when this process ends, in whatever way.
    private const string Script = "dotnet \"$1\" & echo $!; cat > /dev/null; kill $!; wait $!";

    private readonly Process shell;
    private readonly int id;
    private readonly DirectoryInfo folder;

    private SiteProcess(Process shell, int id, DirectoryInfo folder, Uri address)
    {
        (this.shell, this.id, this.folder) = (shell, id, folder);
        Client = OperatorAccess.ClientOf(address.AbsoluteUri, folder.FullName);
    }

    public HttpClient Client { get; }

    /// <summary>Another client, signed in as in a browser, which gives a request up after so long.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="cookies">Where it keeps what it is signed in by.</param>
    public async Task<HttpClient> NewClientAsync(TimeSpan timeout, CookieContainer? cookies = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies ?? new() }) { BaseAddress = Client.BaseAddress, Timeout = timeout };
        (await client.GetAsync(await Client.SignInLinkAsync())).EnsureSuccessStatusCode();
        return client;
    }

    public string Url => Client.BaseAddress!.ToString();

    /// <summary>Processor time that it has used, in seconds of one core.</summary>
    public double ProcessorSeconds
    {
        get
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Bytes that the process has in memory now.</summary>
    public long Memory => Status("VmRSS");

    /// <summary>The most that it has had since <see cref="ForgetPeak"/>.</summary>
    public long PeakMemory => Status("VmHWM");

    public static async Task<SiteProcess> StartAsync(
        string connectionString, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        var site = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Web/release/Mantissa.Web.dll"));
        if (!File.Exists(site))
            throw new InvalidOperationException($"The site is not built ({site} is missing): build Platform.sln in Release.");
        var folder = Directory.CreateTempSubdirectory("mantissa-site-");
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", site])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["MANTISSA_DATABASE"] = connectionString, ["MANTISSA_DATA_DIR"] = folder.FullName, ["MANTISSA_URL"] = "http://127.0.0.1:0",
            },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var shell = Process.Start(start)!;
        var id = int.Parse((await shell.StandardOutput.ReadLineAsync(cancellationToken))!, CultureInfo.InvariantCulture);
        while (await shell.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                // A full pipe would stop the site.
                _ = shell.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(shell, id, folder, new(ready.Value));
            }
        }

        throw new InvalidOperationException("The site did not start; what it said is above.");
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
        folder.Delete(recursive: true);
    }

    private long Status(string field) => File.ReadLines($"/proc/{id}/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan(field.Length + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) << 10).Single();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Ready();
}
