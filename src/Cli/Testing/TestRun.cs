using System.Globalization;
using Mantissa.Cli.Processes;

namespace Mantissa.Cli.Testing;

/// <summary>Runs the test assemblies one after the other and reports as it goes.</summary>
internal sealed class TestRun(BuiltCheckout checkout, TextWriter output, bool live, TimeProvider time)
{
    /// <summary>No project may hold up the rest for longer; a test that hangs is a failure, not a wait.</summary>
    private static readonly TimeSpan ProjectLimit = TimeSpan.FromMinutes(15);

    private const int LinesKept = 40;

    public async Task<TrxReport> RunAsync(IReadOnlyList<string> projects, string? filter, CancellationToken cancellationToken)
    {
        var reports = new List<TrxReport>();
        foreach (var project in projects)
        {
            var started = time.GetTimestamp();
            var report = await RunAsync(project, filter, cancellationToken);
            reports.Add(report);
            if (report.Total > 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project,-18} {report.Tally} in {time.GetElapsedTime(started).TotalSeconds:F1} s"));
            foreach (var failure in report.Failures)
                output.WriteLine($"\n  FAILED {failure.Name}\n{Indent(failure.Message)}\n{Indent(failure.StackTrace ?? "")}\n");
        }

        return TrxReport.Sum(reports);
    }

    private async Task<TrxReport> RunAsync(string project, string? filter, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(checkout.Artifacts, "TestResults", project);
        Directory.CreateDirectory(folder);
        var trx = Path.Combine(folder, "results.trx");
        File.Delete(trx);
        var progress = new TestProgress(project, live ? output : null);
        var lines = new Queue<string>();
        using var child = ChildProcess.Start(new(
            ChildCommand.Dotnet([
                "vstest", checkout.Assembly(project), "--nologo", "--logger:trx;LogFileName=results.trx", "--logger:console;verbosity=normal",
                $"--ResultsDirectory:{folder}", .. filter is null ? Array.Empty<string>() : [$"--TestCaseFilter:{filter}"],
            ]),
            new Dictionary<string, string> { ["MANTISSA_HOME"] = checkout.Home },
            Read));
        var problem = await WaitAsync(child, cancellationToken);
        progress.Clear();
        return Judge(project, File.Exists(trx) ? TrxReport.Read(trx) : new(0, [], [], []), problem ?? Ending(child.ExitCode, lines));

        void Read(string line)
        {
            progress.Read(line);
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
                lines.Dequeue();
        }
    }

    /// <summary>An assembly that ended badly without a failed test to show for it is itself a failure.</summary>
    internal static TrxReport Judge(string project, TrxReport report, string? problem)
    {
        if (report.RunErrors.Count == 0 && (problem is null || report.Failures.Count > 0))
            return report;
        var message = string.Join('\n', [.. report.RunErrors, .. problem is null ? Array.Empty<string>() : [problem]]);
        return report with { Failures = [.. report.Failures, new($"{project} (the test process)", message)] };
    }

    private static string? Ending(int exitCode, IEnumerable<string> lines) =>
        exitCode == 0 ? null : $"It ended with exit code {exitCode}. Its last lines:\n{string.Join('\n', lines)}";

    private static async Task<string?> WaitAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        try
        {
            await child.Exited.WaitAsync(ProjectLimit, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            await child.StopAsync(TimeSpan.FromSeconds(5));
            return string.Create(CultureInfo.InvariantCulture, $"It was stopped after {ProjectLimit.TotalMinutes} minutes.");
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(TimeSpan.FromSeconds(5));
            throw;
        }
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => $"    {line.TrimEnd()}")).TrimEnd();
}
