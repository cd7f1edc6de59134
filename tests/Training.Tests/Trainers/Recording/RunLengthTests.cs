using Mantissa.Training.Trainers.Recording;

namespace Mantissa.Training.Tests.Trainers.Recording;

public class RunLengthTests
{
    private static long[] Due(RunLength length, long every) =>
        [.. Enumerable.Range(1, (int)length.Steps).Select(step => (long)step).Where(step => length.IsDue(every, step))];

    [Fact]
    public void A_cadence_counts_steps_and_always_includes_the_last() =>
        Due(new RunLength(10, step => step / 4.0), 3).ShouldBe([3, 6, 9, 10]);

    [Fact]
    public void Zero_means_where_an_epoch_ends() =>
        Due(new RunLength(10, step => step / 4.0), 0).ShouldBe([4, 8, 10]);

    [Fact]
    public void An_epoch_that_ends_inside_a_step_counts_with_that_step() =>
        Due(new RunLength(6, step => step * 5 / 12.0), 0).ShouldBe([3, 5, 6]);
}
