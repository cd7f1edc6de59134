using Mantissa.Catalogue;
using Mantissa.Training.Trainers;

namespace Mantissa.Training.Tests.Trainers;

public class LearningRateScheduleTests
{
    private static readonly MetricEntry[] Metrics = [new() { Name = "top1", Title = "Top-1", Goal = MetricGoal.Maximize, Primary = true }];

    private static LearningRateSchedule Schedule(ClassificationOptions options, long steps) => new(options, steps, Metrics);

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
        Schedule(Options(ScheduleKind.Milestones), 1000).At(500, epoch).ShouldBe(rate, 1e-12);

    [Theory]
    [InlineData(29.9, 0.1)]
    [InlineData(30, 0.01)]
    [InlineData(60, 0.001)]
    public void Step_takes_a_tenth_every_period(double epoch, double rate) =>
        Schedule(Options(ScheduleKind.Step), 1000).At(500, epoch).ShouldBe(rate, 1e-12);

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(501, 0.05)]
    [InlineData(1000, 2.4674e-7)]
    public void Cosine_falls_to_zero_at_the_end(long step, double rate) =>
        Schedule(Options(ScheduleKind.Cosine), 1000).At(step, 0).ShouldBe(rate, 1e-10);

    [Fact]
    public void A_plateau_takes_a_tenth_after_as_many_evaluations_without_progress()
    {
        var schedule = Schedule(Options(ScheduleKind.Plateau) with { Patience = 2 }, 1000);
        double After(double top1)
        {
            schedule.Observe([("loss", 0), ("top1", top1)]);
            return schedule.At(1, 0);
        }

        new[] { 0.5, 0.5, 0.6, 0.6, 0.3, 0.61, 0.6, double.NaN, 0.1 }.Select(After)
            .ShouldBe([0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001], 1e-12);
    }

    [Fact]
    public void A_plateau_that_was_saved_goes_on()
    {
        var (first, second) = (Schedule(Options(ScheduleKind.Plateau) with { Patience = 2 }, 10), Schedule(Options(ScheduleKind.Plateau) with { Patience = 2 }, 10));
        first.Observe([("top1", 0.5)]);
        first.Observe([("top1", 0.4)]);
        second.LoadState(first.SaveState());
        second.Observe([("top1", 0.45)]);
        second.At(1, 0).ShouldBe(0.01, 1e-12);
    }

    [Fact]
    public void Warm_up_rises_linearly_and_then_leaves_the_rate_alone()
    {
        var schedule = Schedule(Options(ScheduleKind.Constant) with { WarmupSteps = 4 }, 1000);
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
        Should.Throw<TrainingInputException>(() => Schedule(Options(ScheduleKind.Milestones) with { Milestones = milestones }, 10))
            .Field.ShouldBe("training.milestones");

    [Fact]
    public void Milestones_are_not_looked_at_when_another_schedule_is_chosen() =>
        Schedule(Options(ScheduleKind.Constant) with { Milestones = "x" }, 10).At(1, 0).ShouldBe(0.1);
}
