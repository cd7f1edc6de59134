using System.Diagnostics;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Script;

/// <summary>
/// Runs the script, or parts of it: <c>source</c> gives a test its functions, of which it replaces those that look at the machine.
/// </summary>
internal static class Bash
{
    public static string Script { get; } = Path.Combine(Checkout.Root, "mantissa");

    /// <summary>Runs the script as a person does.</summary>
    public static Outcome Run(string arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start($"exec '{Script}' {arguments}", environment);

    /// <summary>Sources the script of a checkout (this one unless another is given), then runs <paramref name="commands"/>.</summary>
    public static Outcome Source(string commands, string? checkout = null) =>
        Start($"source '{Path.Combine(checkout ?? Checkout.Root, "mantissa")}'\n{commands}", null);

    private static Outcome Start(string commands, IReadOnlyDictionary<string, string>? environment)
    {
        var info = new ProcessStartInfo("/bin/bash", ["-c", commands])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.Result);
    }
}

/// <summary>How a shell ended and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);
