using System.CommandLine;
using Mantissa.Cli.Testing;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa test</c>: every test project, and at the very end one line with the numbers.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var filter = new Option<string?>("--filter")
        {
            Description = "Only tests that match, e.g. Autoflex or FullyQualifiedName~Autoflex",
            HelpName = "EXPRESSION",
        };
        var command = new Command("test", "Runs all tests; the last line counts them.") { filter };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(filter), token));
        return command;
    }

    private static async Task<int> RunAsync(string? filter, CancellationToken cancellationToken)
    {
        var checkout = BuiltCheckout.Find();
        var run = new TestRun(checkout, Console.Out, live: !Console.IsOutputRedirected, TimeProvider.System);
        var report = await run.RunAsync(TestProjects.Find(checkout.Home), filter, cancellationToken);

        foreach (var reason in report.Skips.GroupBy(skip => skip.Message))
            Console.WriteLine($"skipped {reason.Count()}: {reason.Key} ({reason.First().Name}{(reason.Count() > 1 ? ", …" : "")})");
        if (report.Total == 0)
            Console.WriteLine(filter is null ? "No test was found." : $"No test matches '{filter}'.");
        Console.WriteLine(report.Tally);
        return report.Failures.Count == 0 && report.Total > 0 ? 0 : 1;
    }
}
