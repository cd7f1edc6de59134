using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mantissa.Web.Accounts;
using Mantissa.Web.Tests.Sites;

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

    /// <summary>From the line on the console to a password of one's own.</summary>
    [Fact]
    public async Task The_first_start_says_a_password_that_works_once()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        using var data = new TemporaryDirectory();
        using var process = Process.Start(StartInfo(data, ("MANTISSA_URL", "http://127.0.0.1:0"), ("MANTISSA_DATABASE", database.ConnectionString)))!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var password = (await LineAsync(process.StandardError, "First start: sign in as admin with the password ", patience.Token)).Split(' ', ',')[0];
            var url = await LineAsync(process.StandardOutput, "Mantissa is ready at ", patience.Token);
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(url) };

            (await browser.SignInAsync("admin", password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await browser.GetAsync("/", patience.Token)).Headers.Location!.ToString().ShouldBe("/account/password");
            await browser.SubmitAsync("/account/password", ("old", password), ("password", People.Password), ("again", People.Password));
            (await browser.GetAsync("/", patience.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await (await browser.SignInAsync("admin", password)).ProblemAsync()).ShouldBe(SignIns.WrongWords);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string> LineAsync(StreamReader reader, string start, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.IndexOf(start, StringComparison.Ordinal) is var at and >= 0)
                return line[(at + start.Length)..];
        }

        throw new InvalidOperationException("The site ended before it said so.");
    }

    private static ProcessStartInfo StartInfo(TemporaryDirectory data, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.AssemblyOf("Web")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MANTISSA_DATA_DIR"] = data.Path;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task<(int Code, string[] Errors)> StartAsync(params (string Name, string Value)[] environment)
    {
        using var data = new TemporaryDirectory();
        using var process = Process.Start(StartInfo(data, environment))!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        await output;
        return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
