using System.Diagnostics;
using System.Text;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Formats;

/// <summary><c>mantissa formats …</c> as a process, spoken to line by line.</summary>
internal sealed class FormatsProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public FormatsProcess(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Checkout.AssemblyOf("Cli"), "formats", .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        info.Environment["MANTISSA_HOME"] = Checkout.Root;
        _process = Process.Start(info)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line of output, while the input is still open.</summary>
    public async Task<string> AnswerAsync() => (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull(await Ended());

    /// <summary>Ends the input and reads the rest.</summary>
    public async Task<(string Output, string Errors, int ExitCode)> EndAsync()
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (output, await _errors, _process.ExitCode);
    }

    /// <summary>A whole conversation.</summary>
    public static async Task<(string Output, string Errors, int ExitCode)> RunAsync(string input, params string[] arguments)
    {
        using var process = new FormatsProcess(arguments);
        process.Send(input);
        return await process.EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task<string> Ended() => _process.HasExited ? await _errors : "";
}
