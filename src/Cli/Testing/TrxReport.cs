using System.Globalization;
using System.Xml.Linq;

namespace Mantissa.Cli.Testing;

/// <summary>A test that did not pass: its name, and why in the words of the test framework.</summary>
internal sealed record TestNote(string Name, string Message, string? StackTrace = null);

/// <summary>What one test assembly did, as its TRX file says. Only results count: the file's own counters call skipped tests "not executed".</summary>
internal sealed record TrxReport(int Passed, IReadOnlyList<TestNote> Failures, IReadOnlyList<TestNote> Skips, IReadOnlyList<string> RunErrors)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public int Total => Passed + Failures.Count + Skips.Count;

    public static TrxReport Read(string path) => Parse(XDocument.Load(path));

    public static TrxReport Parse(XDocument document)
    {
        var passed = 0;
        var failures = new List<TestNote>();
        var skips = new List<TestNote>();
        foreach (var result in document.Descendants(Trx + "UnitTestResult"))
        {
            var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
            var note = new TestNote(
                result.Attribute("testName")?.Value ?? "?",
                error?.Element(Trx + "Message")?.Value.Trim() ?? "no reason given",
                error?.Element(Trx + "StackTrace")?.Value);
            switch (result.Attribute("outcome")?.Value)
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skips.Add(note with { StackTrace = null });
                    break;
                default:
                    failures.Add(note);
                    break;
            }
        }

        // A crashed test host leaves no result for the test that it ran, only an error of the run.
        var errors = document.Descendants(Trx + "RunInfo")
            .Where(info => info.Attribute("outcome")?.Value is "Error" or "Failed")
            .Select(info => info.Element(Trx + "Text")?.Value.Trim() ?? "");
        return new(passed, failures, skips, [.. errors]);
    }

    public static TrxReport Sum(IEnumerable<TrxReport> reports) => reports.Aggregate(
        new TrxReport(0, [], [], []),
        (sum, one) => new(sum.Passed + one.Passed, [.. sum.Failures, .. one.Failures], [.. sum.Skips, .. one.Skips], [.. sum.RunErrors, .. one.RunErrors]));

    /// <summary>The line that continuous integration reads.</summary>
    public string Tally => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failures.Count} failed, {Skips.Count} skipped");
}
