using Mantissa.Data.Comparisons;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Web.Components.Pages.Runs;

namespace Mantissa.Web.Tests.Components.Pages.Runs;

public sealed class OutcomeWordsTests
{
    [Fact]
    public void What_became_of_many_runs_is_a_sentence()
    {
        Words(new() { Changed = Ids(3), Already = Ids(1) }).ShouldBe("3 cancelled, 1 had already finished");
        Words(new() { Already = Ids(2) }).ShouldBe("2 had already finished");
        Words(new()).ShouldBe("0 cancelled");
        Words(new() { Changed = Ids(1200), Missing = Ids(1), Refused = [new(Guid.NewGuid(), "It trains."), new(Guid.NewGuid(), "It trains.")] })
            .ShouldBe("1,200 cancelled, 2 not cancelled, 1 no longer there. It trains.");
    }

    [Theory]
    [InlineData(3, 0.7634, 0.004, "fraction", "76.3 ± 0.4 %")]
    [InlineData(1, 0.7634, double.NaN, "fraction", "76.3 %")]
    [InlineData(2, 12.3456, 0.123, null, "12.35 ± 0.12")]
    [InlineData(0, double.NaN, double.NaN, null, "")]
    public void A_group_says_mean_and_deviation_in_the_unit(int count, double mean, double deviation, string? unit, string words) =>
        MeasureText.Of(new SampleMoments(count, mean, deviation * deviation), new("k", "t", 100, (_, _) => "") { Unit = unit }).ShouldBe(words);

    [Fact]
    public void A_parameter_that_all_runs_share_is_said_as_it_is()
    {
        var column = new RunColumn("params.lr", "lr", 100, (_, _) => "") { Field = new ParameterField("lr") };
        MeasureText.Of(new SampleMoments(6, 0.09999999999999999, 1e-34), column).ShouldBe("0.1");
        MeasureText.Of(new SampleMoments(2, 0.15, 0.005), column).ShouldBe("0.1500 ± 0.071");
    }

    private static string Words(BatchOutcome outcome) => OutcomeWords.Of(outcome, "cancelled", "had already finished");

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
}
