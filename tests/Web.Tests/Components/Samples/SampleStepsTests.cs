using Mantissa.Data.Images;
using Mantissa.Web.Components.Samples;

namespace Mantissa.Web.Tests.Components.Samples;

public sealed class SampleStepsTests
{
    private static readonly Guid A = Guid.CreateVersion7();
    private static readonly Guid B = Guid.CreateVersion7();

    [Fact]
    public void The_slider_has_every_step_and_each_run_shows_its_latest_picture_up_to_it()
    {
        var steps = Of((A, [10, 20, 30]), (B, [20, 40]));

        steps.All.ShouldBe([10, 20, 30, 40]);
        steps.Shown(A, 40).ShouldBe(30);
        steps.Shown(B, 30).ShouldBe(20);
        steps.Shown(B, 10).ShouldBeNull();
        steps.Shown(Guid.Empty, 10).ShouldBeNull();
        steps.Beside(20).ShouldBe([10, 30]);
    }

    [Fact]
    public void It_follows_the_newest_picture_until_somebody_looks_at_an_older_one()
    {
        var before = Of((A, [10, 20]));
        var after = Of((A, [10, 20, 30]));

        after.Follow(null, null).ShouldBe(30);
        after.Follow(before, 20).ShouldBe(30);
        after.Follow(before, 10).ShouldBe(10);
        Of((A, [])).Follow(null, null).ShouldBe(0);
    }

    [Fact]
    public void Pictures_of_another_name_do_not_count() =>
        new SampleSteps([new(A, [new("real", 5, 8, 8)])], SampleSteps.Samples).Has(A).ShouldBeFalse();

    private static SampleSteps Of(params (Guid Run, long[] Steps)[] runs) => new(
        runs.Select(r => new KeyValuePair<Guid, IReadOnlyList<ImageSummary>>(r.Run, r.Steps.Select(s => new ImageSummary("samples", s, 8, 8)).ToList())),
        SampleSteps.Samples);
}
