using System.Globalization;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Tests;

/// <summary>Not a test: a process that has a child, for the test that kills it and looks what becomes of the child.</summary>
internal static class Program
{
    public static async Task Main()
    {
        using var child = ChildProcess.Start(new(["sleep", "1000"], new Dictionary<string, string>(), _ => { }));
        Console.WriteLine(child.Id.ToString(CultureInfo.InvariantCulture));
        await child.Exited;
    }
}
