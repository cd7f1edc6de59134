using Mantissa.Data.Grouping;
using Mantissa.Web.Components.Pages.Runs;

namespace Mantissa.Web.Tests.Components.Pages.Runs;

public sealed class OpenGroupsTests
{
    [Fact]
    public void Groups_survive_their_address_whatever_their_values_are_called()
    {
        RunGroup[] groups = [Group("resnet", "flex16+5"), Group("a,b:c=d %", null), Group("", "é\n"), Group(null, null)];
        var open = new OpenGroups();
        foreach (var group in groups)
            open.Toggle(group);

        var view = new RunsView();
        view.Group(["model", "format"]);
        var read = new OpenGroups();
        read.Read(new Uri("http://x" + view.ToUri(open: open)));

        groups.ShouldAllBe(group => read.Contains(group));
        read.Contains(Group("resnet", "fp32")).ShouldBeFalse();
        read.ToParameter(2).ShouldBe(open.ToParameter(2));
    }

    [Fact]
    public void A_group_of_another_grouping_is_not_in_the_address_and_a_closed_one_is_closed()
    {
        var open = new OpenGroups();
        open.Toggle(Group("resnet"));
        open.ToParameter(2).ShouldBeNull();
        open.ToParameter(1).ShouldBe("=resnet");
        open.Toggle(Group("resnet"));
        open.ToParameter(1).ShouldBeNull();
        open.Toggle(Group([null]));
        open.ToParameter(1).ShouldBe("-");
        open.Read(new Uri("http://x/?open=%3Dwgan"));
        open.Contains(Group("wgan")).ShouldBeTrue();
    }

    private static RunGroup Group(params string?[] keys) => new(keys, 1, []);
}
