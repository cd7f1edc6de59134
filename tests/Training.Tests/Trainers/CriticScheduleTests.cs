using Mantissa.Training.Trainers;

namespace Mantissa.Training.Tests.Trainers;

public class CriticScheduleTests
{
    private static CriticSchedule Default(int boosted = 25, int every = 500) => new(5, 100, boosted, every);

    [Theory]
    [InlineData(1, 100)]
    [InlineData(25, 100)]
    [InlineData(26, 5)]
    [InlineData(500, 5)]
    [InlineData(501, 100)]
    [InlineData(502, 5)]
    [InlineData(1001, 100)]
    public void Boosts_the_first_25_steps_and_every_500th(long step, int updates) =>
        Default().UpdatesIn(step).ShouldBe(updates);

    [Theory]
    [InlineData(25, 500)]
    [InlineData(0, 0)]
    [InlineData(7, 3)]
    [InlineData(1, 1)]
    public void Totals_equal_the_sum_of_the_steps(int boosted, int every)
    {
        var schedule = Default(boosted, every);
        var sum = 0L;
        for (var step = 1; step <= 1200; step++)
        {
            sum += schedule.UpdatesIn(step);
            schedule.UpdatesAfter(step).ShouldBe(sum, $"after {step} steps");
        }
    }

    [Fact]
    public void A_schedule_without_boosts_is_the_same_in_every_step()
    {
        var schedule = new CriticSchedule(1);
        Enumerable.Range(1, 600).ShouldAllBe(step => schedule.UpdatesIn(step) == 1 && schedule.UpdatesAfter(step) == step);
        schedule.StepsFor(37).ShouldBe(37);
    }

    [Fact]
    public void Epochs_become_the_fewest_steps_that_cover_them()
    {
        var schedule = Default();
        for (var batches = 1L; batches < 6000; batches += 37)
        {
            var steps = schedule.StepsFor(batches);
            schedule.UpdatesAfter(steps).ShouldBeGreaterThanOrEqualTo(batches);
            schedule.UpdatesAfter(steps - 1).ShouldBeLessThan(batches);
        }
    }
}
