using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mantissa.Web.Tests.Hosting;

/// <summary>The real process, where it cannot start.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, errors) = await StartAsync(("MANTISSA_URL", $"http://127.0.0.1:{port}"));

        code.ShouldBe(1);
        errors.ShouldBe([$"Port {port} is taken by another program. Choose another, for example MANTISSA_URL=http://127.0.0.1:{port + 1}."]);
    }

    [Fact]
    public async Task Another_machines_address_is_one_sentence()
    {
        var (code, errors) = await StartAsync(("MANTISSA_URL", "http://0.0.0.0:5080"));

        code.ShouldBe(1);
        errors.ShouldHaveSingleItem().ShouldContain("would cross the network in clear");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_one_sentence()
    {
        var (code, errors) = await StartAsync(
            ("MANTISSA_URL", "http://127.0.0.1:0"), ("MANTISSA_DATABASE", "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing"));

        code.ShouldBe(1);
        errors.ShouldHaveSingleItem().ShouldStartWith("The database cannot be used: ");
    }

    private static async Task<(int Code, string[] Errors)> StartAsync(params (string Name, string Value)[] environment)
    {
        using var data = new TemporaryDirectory();
        var start = new ProcessStartInfo("dotnet", [Checkout.AssemblyOf("Web")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MANTISSA_DATA_DIR"] = data.Path;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        await output;
        return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
