using Mantissa.Data.Entities;
using Mantissa.Web.Components.Pages.Runs;

namespace Mantissa.Web.Tests.Components.Pages.Runs;

/// <summary>What the table of runs shows stands in its address or in a saved view, and comes back from there.</summary>
public sealed class RunsViewTests
{
    [Fact]
    public void The_table_survives_its_address()
    {
        var view = Changed();

        var read = RunsView.From(new Uri("http://x" + view.ToUri()));

        read.ToUri().ShouldBe(view.ToUri());
        (read.Text, read.Sort).ShouldBe((view.Text, view.Sort));
        read.Statuses.ShouldBe(view.Statuses, ignoreOrder: true);
        read.Columns.ShouldBe(view.Columns);
        read.GroupBy.ShouldBe(["model", "params.learningRate"]);
    }

    [Fact]
    public void An_address_can_be_read_by_people()
    {
        var view = new RunsView { Text = "model = 'wgan' and seed > 1", Sort = "-metrics.validation/top1.max" };
        view.Show("params.learningRate");
        view.Resize("params.learningRate", 90);

        view.ToUri().ShouldBe("/?filter=model+=+'wgan'+and+seed+%3E+1&columns=name,status,format,progress,result,created,params.learningRate~90&sort=-metrics.validation/top1.max");
    }

    [Theory]
    [InlineData("/?status=nonsense,7&sort=password")]
    [InlineData("/?filter=")]
    [InlineData("/?columns=password,,archived&group=created,metrics.kid.min,nonsense")]
    public void What_it_does_not_know_is_left_out(string address)
    {
        var view = RunsView.From(new Uri("http://x" + address));

        view.IsFiltered.ShouldBeFalse();
        view.ToUri().ShouldBe("/");
    }

    [Fact]
    public void Left_alone_the_address_is_short() => new RunsView().ToUri().ShouldBe("/");

    [Fact]
    public void A_saved_view_is_what_was_shown_and_its_address_says_what_was_changed_since()
    {
        var saved = Saved(Changed());

        var view = RunsView.Of(saved);

        view.Differs(saved).ShouldBeFalse();
        view.ToUri(saved).ShouldBe("/?view=best");
        RunsView.IsSavedAlone(new Uri("http://x/?view=best")).ShouldBeTrue();
        RunsView.IsSavedAlone(new Uri("http://x/?view=best&ticked=7")).ShouldBeTrue();
        RunsView.IsSavedAlone(new Uri("http://x/?view=best&sort=seed")).ShouldBeFalse();
        view.Clear();
        view.Sort = "-createdAt";
        view.Columns = ColumnChoice.Default;
        view.Group([]);
        view.Differs(saved).ShouldBeTrue();
        view.ToUri(saved).ShouldBe("/?view=best&sort=-createdAt");
        var reopened = RunsView.From(new Uri("http://x" + view.ToUri(saved)));
        (reopened.SavedId, reopened.Differs(saved)).ShouldBe(("best", true));
    }

    [Fact]
    public void Columns_are_shown_moved_resized_and_hidden()
    {
        var view = new RunsView { Columns = [new("name"), new("status"), new("seed")] };
        view.Show("model");
        view.Show("seed");
        view.Move("model", 1);
        view.Resize("status", 7);
        ColumnChoice.Write(view.Columns).ShouldBe("name,model,status~48,seed");
        view.Move("name", 99);
        view.Move("absent", 0);
        view.Resize("status", null);
        ColumnChoice.Write(view.Columns).ShouldBe("model,status,seed,name");
        foreach (var key in new[] { "model", "status", "seed", "name" })
            view.Hide(key);
        ColumnChoice.Write(view.Columns).ShouldBe("name", "The last one stays.");
    }

    [Fact]
    public void A_column_sorts_one_way_then_the_other_then_not()
    {
        var view = new RunsView();
        view.SortBy("loss", largestFirst: true);
        view.Sort.ShouldBe("-loss");
        view.SortBy("loss", largestFirst: true);
        view.Sort.ShouldBe("loss");
        view.SortBy("loss", largestFirst: true);
        view.Sort.ShouldBe("-createdAt");
        view.SortBy("name", largestFirst: false);
        view.Sort.ShouldBe("name");
    }

    [Theory]
    [InlineData("metrics.`a,b~9`.min")]
    [InlineData("metrics.`o'clock ``x```.last")]
    [InlineData("params.`x y`")]
    [InlineData("tags.a:b")]
    public void Names_with_anything_in_them_are_columns(string key)
    {
        var view = new RunsView();
        view.Show(key);
        view.Resize(key, 333);

        RunsView.From(new Uri("http://x" + view.ToUri())).Columns[^1].ShouldBe(new ColumnChoice(key, 333));
    }

    [Theory]
    [InlineData("model = 'a' order by seed", true)]
    [InlineData("model = 'a'", false)]
    [InlineData("in this order by", false)]
    [InlineData("name = 'order by'", false)]
    public void A_query_that_says_the_order_is_noticed(string text, bool ordered) => new RunsView { Text = text }.IsOrdered.ShouldBe(ordered);

    [Fact]
    public void Ticked_runs_keep_their_order_and_are_there_once()
    {
        var ticked = new TickedRuns();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        ticked.Set([b, a, b], ticked: true);

        ticked.Runs.ShouldBe([b, a]);
        ticked.Set([b], ticked: false);
        ticked.Runs.ShouldBe([a]);
        ticked.Contains(b).ShouldBeFalse();

        var read = new TickedRuns();
        read.Read(new Uri("http://x" + new RunsView().ToUri(ticked: ticked)));
        read.Runs.ShouldBe([a]);
        read.Read(new Uri("http://x/?ticked=x,,7"));
        read.Count.ShouldBe(0);
        ticked.Set(Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()), ticked: true);
        new RunsView().ToUri(ticked: ticked).ShouldBe("/", "So many do not fit.");
    }

    private static RunsView Changed()
    {
        var view = new RunsView { Text = "wgan flex16+5 & co", Sort = "-metrics.kid.best", Columns = [new("name", 280), new("metrics.kid.best"), new("params.`a,b`", 120), new("tags.team")] };
        view.Toggle(RunStatus.Running);
        view.Toggle(RunStatus.Failed);
        view.Group(["model", "params.learningRate"]);
        return view;
    }

    private static SavedView Saved(RunsView view) => new() { Id = "best", Name = "Best", Content = view.ToContent(), Version = 1 };
}
