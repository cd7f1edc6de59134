using Mantissa.Cli.Chaos.Verification;
using Mantissa.Data.Runs;

namespace Mantissa.Cli.Tests.Chaos;

/// <summary>A comparison that finds nothing wrong is worth something only when it finds what is.</summary>
public sealed class RunComparisonTests
{
    private static readonly RunRecord Undisturbed = Record("weights", ("loss", [1, 2, 3, 4]), ("time/step", [2, 4]));

    private static readonly JournalEntry[] Journal = [Entry("loss", 1, 2, 3), Entry("loss", 2, 3, 4), Entry("time/step", 2, 4)];

    [Fact]
    public void The_same_run_again_is_as_it_should_be()
    {
        var findings = Compare(Undisturbed);

        findings.Kept.ShouldBeTrue(string.Join(' ', findings.Broken));
        (findings.Runs, findings.Acknowledged).ShouldBe((1, 6));
    }

    [Fact]
    public void A_point_that_is_not_there_is_lost() =>
        Check(Compare(Record("weights", ("loss", [1, 2, 4]), ("time/step", [2, 4]))), lost: 2, doubled: 0, contiguous: false, weights: true);

    [Fact]
    public void A_point_that_was_acknowledged_and_that_nobody_else_has_is_lost_too() =>
        Check(Compare(Undisturbed, [.. Journal, Entry("accuracy", 4)]), lost: 1, doubled: 0, contiguous: true, weights: true);

    [Fact]
    public void A_point_that_is_there_twice_is_doubled() =>
        Check(Compare(Record("weights", ("loss", [1, 2, 2, 3, 4]), ("time/step", [2, 4]))), lost: 0, doubled: 1, contiguous: false, weights: true);

    [Fact]
    public void Another_value_is_lost_unless_it_depends_on_time()
    {
        var other = new RunRecord(Undisturbed.Curves.ToDictionary(curve => curve.Key, IReadOnlyList<(long, long)> (curve) => [.. curve.Value.Select(point => (point.Step, point.Bits + 1))]), "weights");

        Check(Compare(other, []), lost: 4, doubled: 0, contiguous: true, weights: true);
    }

    [Fact]
    public void Other_weights_and_missing_ones_are_not_equal()
    {
        Check(Compare(Undisturbed with { Final = "other" }), lost: 0, doubled: 0, contiguous: true, weights: false);
        Check(Compare(Undisturbed with { Final = null }), lost: 0, doubled: 0, contiguous: true, weights: false);
    }

    [Fact]
    public void Findings_of_several_rounds_forget_nothing()
    {
        var sum = Compare(Record("other", ("loss", [1, 2, 2, 3, 4]), ("time/step", [2, 4]))) + Compare(Undisturbed);

        Check(sum, lost: 0, doubled: 1, contiguous: false, weights: false);
        sum.Runs.ShouldBe(2);
    }

    private static Findings Compare(RunRecord actual, JournalEntry[]? journal = null) =>
        RunComparison.Compare(Guid.NewGuid(), actual, Undisturbed, journal ?? Journal);

    private static void Check(Findings findings, long lost, long doubled, bool contiguous, bool weights)
    {
        (findings.Lost, findings.Doubled, findings.Contiguous, findings.WeightsEqual).ShouldBe((lost, doubled, contiguous, weights));
        findings.Kept.ShouldBeFalse();
        findings.Broken.ShouldNotBeEmpty();
    }

    private static RunRecord Record(string final, params (string Name, long[] Steps)[] curves) =>
        new(curves.ToDictionary(curve => curve.Name, IReadOnlyList<(long, long)> (curve) => [.. curve.Steps.Select(step => (step, step * 100))]), final);

    private static JournalEntry Entry(string name, params long[] steps) => new(1, null, [.. steps.Select(step => new JournalPoint(name, step, step * 100))]);
}
