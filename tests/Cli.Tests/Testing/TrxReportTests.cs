using System.Xml.Linq;
using Mantissa.Cli.Testing;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Testing;

public sealed class TrxReportTests
{
    private const string Mixed = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="A.Passes" outcome="Passed" />
            <UnitTestResult testName="A.Passes_too" outcome="Passed" />
            <UnitTestResult testName="A.Fails" outcome="Failed">
              <Output><ErrorInfo><Message> 2 should be 3 </Message><StackTrace>at A.Fails()</StackTrace></ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testName="A.Needs_a_browser" outcome="NotExecuted">
              <Output><ErrorInfo><Message>No Chromium on this machine.</Message></ErrorInfo></Output>
            </UnitTestResult>
          </Results>
          <ResultSummary outcome="Failed"><Counters total="4" executed="3" passed="2" failed="1" notExecuted="0" /></ResultSummary>
        </TestRun>
        """;

    private const string Crashed = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results><UnitTestResult testName="B.Passes" outcome="Passed" /></Results>
          <ResultSummary outcome="Failed">
            <RunInfos>
              <RunInfo outcome="Warning"><Text>slow</Text></RunInfo>
              <RunInfo outcome="Error"><Text>Test host process crashed</Text></RunInfo>
            </RunInfos>
          </ResultSummary>
        </TestRun>
        """;

    [Fact]
    public void Every_outcome_is_counted_with_its_reason()
    {
        var report = Parse(Mixed);

        report.Tally.ShouldBe("2 passed, 1 failed, 1 skipped");
        report.Failures.ShouldHaveSingleItem().ShouldBe(new("A.Fails", "2 should be 3", "at A.Fails()"));
        report.Skips.ShouldHaveSingleItem().Message.ShouldBe("No Chromium on this machine.");
    }

    [Fact]
    public void A_crash_of_the_test_process_is_a_failure_even_when_no_test_failed()
    {
        var report = TestRun.Judge("B.Tests", Parse(Crashed), problem: null);

        report.Tally.ShouldBe("1 passed, 1 failed, 0 skipped");
        report.Failures.ShouldHaveSingleItem().Message.ShouldBe("Test host process crashed");
    }

    [Fact]
    public void An_assembly_that_ended_badly_without_results_is_a_failure()
    {
        var report = TestRun.Judge("B.Tests", new(0, [], [], []), "It ended with exit code 134.");

        report.Failures.ShouldHaveSingleItem().Message.ShouldContain("134");
    }

    [Fact]
    public void A_failed_test_explains_the_exit_code_by_itself() =>
        TestRun.Judge("A.Tests", Parse(Mixed), "It ended with exit code 1.").Tally.ShouldBe("2 passed, 1 failed, 1 skipped");

    [Fact]
    public void Reports_add_up() =>
        TrxReport.Sum([Parse(Mixed), Parse(Crashed)]).Tally.ShouldBe("3 passed, 1 failed, 1 skipped");

    [Fact]
    public void Projects_run_fast_ones_first_and_unknown_ones_last()
    {
        using var home = new TemporaryDirectory();
        foreach (var name in (string[])["EndToEnd.Tests", "Catalogue.Tests", "New.Tests", "Data.Tests", "Testing"])
            Directory.CreateDirectory(home.Combine(Path.Combine("tests", name)));

        TestProjects.Find(home.Path).ShouldBe(["Catalogue.Tests", "Data.Tests", "EndToEnd.Tests", "New.Tests"]);
    }

    private static TrxReport Parse(string xml) => TrxReport.Parse(XDocument.Parse(xml));
}
