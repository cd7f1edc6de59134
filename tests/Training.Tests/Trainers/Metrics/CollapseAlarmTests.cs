using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class CollapseAlarmTests
{
    private readonly CollapseAlarm _alarm = new();

    [Fact]
    public void Rings_once_when_coverage_falls_while_the_loss_goes_to_zero()
    {
        _alarm.Check(0.6, 10, 1.2).ShouldBeNull();
        _alarm.Check(0.2, 10, 0.05).ShouldBe("The generator may have collapsed: coverage is 0.2 after 0.6 at best, 10 modes after 10, and the discriminator's loss has gone to 0.05.");
        _alarm.Check(0.1, 10, 0.01).ShouldBeNull();
    }

    [Fact]
    public void Rings_again_after_it_was_over()
    {
        _alarm.Check(0.6, null, 1);
        _alarm.Check(0.1, null, 0.01).ShouldNotBeNull();
        _alarm.Check(0.5, null, 0.5).ShouldBeNull();
        _alarm.Check(0.1, null, 0.01).ShouldNotBeNull();
    }

    [Fact]
    public void Rings_when_modes_are_lost()
    {
        _alarm.Check(0.6, 8, -2).ShouldBeNull();
        _alarm.Check(0.6, 4, -0.1).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0.2, 10, 0.5)]
    [InlineData(0.55, 9, 0.001)]
    [InlineData(0.2, 10, double.NaN)]
    public void Stays_silent_when_only_one_of_the_two_happens(double coverage, double modes, double loss)
    {
        _alarm.Check(0.6, 10, 1);
        _alarm.Check(coverage, modes, loss).ShouldBeNull();
    }

    [Fact]
    public void Coverage_that_never_was_cannot_be_lost()
    {
        _alarm.Check(0.02, null, 1);
        _alarm.Check(0, null, 0.001).ShouldBeNull();
    }

    [Fact]
    public void Goes_on_from_its_state()
    {
        _alarm.Check(0.6, 10, 1);
        _alarm.Check(0.1, 10, 0.01);
        var resumed = new CollapseAlarm();
        resumed.LoadState(_alarm.SaveState());
        resumed.Check(0.1, 10, 0.01).ShouldBeNull();
        resumed.Check(0.6, 10, 1).ShouldBeNull();
        resumed.Check(0.1, 10, 0.01).ShouldBe(
            "The generator may have collapsed: coverage is 0.1 after 0.6 at best, 10 modes after 10, and the discriminator's loss has gone to 0.01.");
    }
}
