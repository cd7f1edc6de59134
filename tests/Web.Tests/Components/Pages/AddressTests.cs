using Mantissa.Data.Entities;
using Mantissa.Web.Components.Pages.Compare;
using Mantissa.Web.Components.Pages.Runs;

namespace Mantissa.Web.Tests.Components.Pages;

/// <summary>What a page shows stands in its address, and comes back from it.</summary>
public sealed class AddressTests
{
    [Fact]
    public void The_list_of_runs_survives_its_address()
    {
        var view = new RunsView { Text = "wgan flex16+5 & co", Sort = "-loss" };
        view.Toggle(RunStatus.Running);
        view.Toggle(RunStatus.Failed);

        var read = RunsView.From(new Uri("http://x" + view.ToUri()));

        (read.Text, read.Sort).ShouldBe((view.Text, view.Sort));
        read.Statuses.ShouldBe(view.Statuses, ignoreOrder: true);
    }

    [Fact]
    public void Left_alone_the_address_is_short() => new RunsView().ToUri().ShouldBe("/");

    [Theory]
    [InlineData("/?status=nonsense,7&sort=password")]
    [InlineData("/?filter=")]
    public void What_it_does_not_know_is_left_out(string address)
    {
        var view = RunsView.From(new Uri("http://x" + address));

        view.IsFiltered.ShouldBeFalse();
        view.ToUri().ShouldBe("/");
    }

    [Fact]
    public void Ticked_runs_keep_their_order_and_are_there_once()
    {
        var view = new RunsView();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        view.Select(b, true);
        view.Select(a, true);
        view.Select(b, true);

        view.Selected.ShouldBe([a, b]);
        view.Select(a, false);
        view.Selected.ShouldBe([b]);
    }

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
}
