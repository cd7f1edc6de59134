using Mantissa.Catalogue;
using Mantissa.Training.Trainers.Recording;

namespace Mantissa.Training.Tests.Trainers.Recording;

public class BestMetricTests
{
    private static BestMetric Best(MetricGoal goal) => new(new MetricEntry { Name = "m", Title = "M", Goal = goal });

    [Theory]
    [InlineData(MetricGoal.Maximize, new[] { true, false, false, true, false })]
    [InlineData(MetricGoal.Minimize, new[] { true, true, false, false, false })]
    public void Only_a_better_value_counts(MetricGoal goal, bool[] expected)
    {
        var best = Best(goal);
        new[] { 0.5, 0.4, 0.4, 0.6, double.NaN }.Select(best.Update).ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Remembers_across_a_checkpoint()
    {
        var best = Best(MetricGoal.Maximize);
        best.Update(0.1 + 0.2);
        var restored = Best(MetricGoal.Maximize);
        restored.LoadState(System.Text.Json.Nodes.JsonNode.Parse(best.SaveState().ToJsonString())!.AsObject());
        restored.Update(0.1 + 0.2).ShouldBeFalse();
        restored.Update(Math.BitIncrement(0.1 + 0.2)).ShouldBeTrue();
    }

    [Fact]
    public void Remembers_that_there_was_none_yet()
    {
        var restored = Best(MetricGoal.Minimize);
        restored.LoadState(Best(MetricGoal.Minimize).SaveState());
        restored.Update(7).ShouldBeTrue();
    }
}
