using Mantissa.Training.Trainers;

namespace Mantissa.Training.Tests.Trainers;

public class LearningRateScheduleTests
{
    private static ClassificationOptions Options(ScheduleKind kind) => new()
    {
        LearningRate = 0.1,
        Schedule = kind,
        Milestones = "82, 124",
        DecayEvery = 30,
    };

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(81.99, 0.1)]
    [InlineData(82, 0.01)]
    [InlineData(123.99, 0.01)]
    [InlineData(124, 0.001)]
    [InlineData(163.9, 0.001)]
    public void Milestones_take_a_tenth_at_each(double epoch, double rate) =>
        new LearningRateSchedule(Options(ScheduleKind.Milestones), 1000).At(500, epoch).ShouldBe(rate, 1e-12);

    [Theory]
    [InlineData(29.9, 0.1)]
    [InlineData(30, 0.01)]
    [InlineData(60, 0.001)]
    public void Step_takes_a_tenth_every_period(double epoch, double rate) =>
        new LearningRateSchedule(Options(ScheduleKind.Step), 1000).At(500, epoch).ShouldBe(rate, 1e-12);

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(501, 0.05)]
    [InlineData(1000, 2.4674e-7)]
    public void Cosine_falls_to_zero_at_the_end(long step, double rate) =>
        new LearningRateSchedule(Options(ScheduleKind.Cosine), 1000).At(step, 0).ShouldBe(rate, 1e-10);

    [Fact]
    public void Warm_up_rises_linearly_and_then_leaves_the_rate_alone()
    {
        var schedule = new LearningRateSchedule(Options(ScheduleKind.Constant) with { WarmupSteps = 4 }, 1000);
        Enumerable.Range(1, 6).Select(step => schedule.At(step, 0)).ShouldBe([0.025, 0.05, 0.075, 0.1, 0.1, 0.1], 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("82, eighty")]
    [InlineData("124, 82")]
    [InlineData("82, 82")]
    [InlineData("-1")]
    [InlineData("NaN")]
    public void Milestones_that_make_no_sense_name_their_field(string milestones) =>
        Should.Throw<TrainingInputException>(() => new LearningRateSchedule(Options(ScheduleKind.Milestones) with { Milestones = milestones }, 10))
            .Field.ShouldBe("training.milestones");

    [Fact]
    public void Milestones_are_not_looked_at_when_another_schedule_is_chosen() =>
        new LearningRateSchedule(Options(ScheduleKind.Constant) with { Milestones = "x" }, 10).At(1, 0).ShouldBe(0.1);
}
