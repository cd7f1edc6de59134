using System.Diagnostics;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>Programs of the system that make a fault.</summary>
internal static class Tool
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="ChaosException">It is not there, or it failed; the message is its own.</exception>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var path = Find(program) ?? throw new ChaosException($"The program '{program}' is not installed.");
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new ChaosException($"{program} {string.Join(' ', arguments)}: {(await error).Trim()}");
    }
}
