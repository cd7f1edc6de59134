using System.Web;
using Mantissa.Web.Components.Metrics;
using Mantissa.Web.Components.Pages.Compare;

namespace Mantissa.Web.Tests.Components.Pages;

/// <summary>What a page shows stands in its address, and comes back from it.</summary>
public sealed class AddressTests
{
    [Fact]
    public void Chosen_runs_are_read_once_and_what_is_left_out_is_said()
    {
        var id = Guid.CreateVersion7();

        ChosenRuns.Parse($"{id}, {id}").Ids.ShouldBe([id]);
        ChosenRuns.Parse($"{id}, {id}").Problem.ShouldBeNull();
        ChosenRuns.Parse($"{id},x").Problem.ShouldBe("1 entries of the address are no run ids.");
        ChosenRuns.Parse(null).Ids.ShouldBeEmpty();
        var many = ChosenRuns.Parse(string.Join(',', Enumerable.Range(0, 250).Select(_ => Guid.CreateVersion7())));
        many.Ids.Count.ShouldBe(ChosenRuns.Most);
        many.Problem.ShouldNotBeNull().ShouldContain("the first 200");
    }

    [Fact]
    public void Only_what_somebody_folded_stands_in_the_address()
    {
        var folds = new Folds().Turn("alexnet", usually: true).Turn("wgan", usually: false).Turn("dcgan", usually: false).Turn("dcgan", usually: false);
        var query = HttpUtility.ParseQueryString("");
        folds.WriteTo(query);

        query.ToString().ShouldBe("open=wgan&closed=alexnet");
        var again = Folds.From(query);
        again.IsOpen("alexnet", usually: true).ShouldBeFalse();
        again.IsOpen("wgan", usually: false).ShouldBeTrue();
        again.IsOpen("dcgan", usually: false).ShouldBeFalse();
        again.IsOpen("resnet", usually: true).ShouldBeTrue();
    }
}
