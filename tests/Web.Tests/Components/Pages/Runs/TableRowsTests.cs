using Mantissa.Catalogue.Tests;
using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Web.Components.Pages.Runs;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Components.Pages.Runs;

/// <summary>Any part of the table's rows is what it would be of all of them: runs, groups, and groups of which some are open.</summary>
public sealed class TableRowsTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private static readonly string[] Formats = ["fp32", "flex16+5"];

    public async Task InitializeAsync()
    {
        if (await site.Database.ReadAsync<long>("select count(*) from run") > 0)
            return;
        for (var i = 0; i < 11; i++)
        {
            var run = await RecordedRun.StartAsync(site, SampleCatalogue.Run() with { Name = $"Run {i:00}", Format = Formats[i % 3 / 2], Seed = i });
            await run.PointsAsync("validation/top1", 0.5, 0.6 + (0.01 * i));
            await run.CompleteAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_part_of_the_rows_is_a_part_of_all_rows()
    {
        foreach (var open in new[] { 0, 1, 2 })
        {
            var rows = await ReadAsync("/?group=format,model&sort=name");
            var groups = (await rows.RowsAsync(0, 100, default)).Cast<GroupTableRow>().ToList();
            groups.Select(row => row.Group.Keys[0]).ShouldBe(["flex16+5", "fp32"]);
            foreach (var group in groups.Take(open))
                rows.Open.Toggle(group.Group);

            var all = (await rows.RowsAsync(0, 100, default)).Select(Describe).ToList();

            all.Count.ShouldBe(rows.RowCount);
            all.Count.ShouldBe(2 + groups.Take(open).Sum(group => group.Group.Count));
            for (var start = 0; start <= all.Count; start++)
            {
                for (var count = 1; count <= all.Count; count++)
                    (await rows.RowsAsync(start, count, default)).Select(Describe).ShouldBe(all.Skip(start).Take(count), $"{start}, {count}");
            }
        }
    }

    [Fact]
    public async Task Half_a_query_that_is_being_typed_takes_nothing_away()
    {
        var view = RunsView.From(new Uri("http://x/?filter=seed+%3C+4"));
        var rows = await ReadAsync(view);
        view.Text = "seed <";

        await Should.ThrowAsync<QuerySyntaxException>(() => ReadAsync(view, rows));

        (rows.RowCount, (await rows.RowsAsync(0, 100, default)).Count, (await rows.IdsAsync(null, default)).Count).ShouldBe((4, 4, 4));
    }

    [Fact]
    public async Task A_range_holds_the_runs_between_two_rows()
    {
        var plain = await ReadAsync("/?sort=name");
        var names = (await plain.RowsAsync(0, 100, default)).Cast<RunTableRow>().ToDictionary(row => row.Row.Run.Id, row => row.Row.Run.Name);
        (await plain.BetweenAsync(6, 3, default)).Select(id => names[id]).ShouldBe(["Run 03", "Run 04", "Run 05", "Run 06"]);
        (await plain.IdsAsync(null, default)).Count.ShouldBe(11);

        var grouped = await ReadAsync("/?group=format&sort=name");
        var group = ((GroupTableRow)(await grouped.RowsAsync(0, 1, default))[0]).Group;
        grouped.Open.Toggle(group);
        (await grouped.BetweenAsync(0, 99, default)).Count.ShouldBe(group.Count, "Runs of a group that is closed are not between.");
        (await grouped.IdsAsync(group, default)).Select(id => names[id]).ShouldBe(["Run 02", "Run 05", "Run 08"]);
    }

    [Fact]
    public async Task Results_of_a_group_are_the_mean_of_what_its_model_is_judged_by()
    {
        var rows = await ReadAsync("/?group=format&columns=name,result,metrics.validation/top1.best,loss");
        rows.Measures.ShouldBe([new MetricField("validation/top1", MetricAggregate.Last), new MetricField("validation/top1", MetricAggregate.Max), new AttributeField(RunAttributes.Find("loss")!)]);

        var moments = ((GroupTableRow)(await rows.RowsAsync(0, 1, default))[0]).Group.Measures[0];

        moments.Mean.ShouldBe(0.65, 1e-12);
        moments.Deviation.ShouldBe(0.03, 1e-12);
    }

    private Task<TableRows> ReadAsync(string address) => ReadAsync(RunsView.From(new Uri("http://x" + address)));

    private async Task<TableRows> ReadAsync(RunsView view, TableRows? rows = null)
    {
        var (search, catalogue) = (site.Services.GetRequiredService<RunSearch>(), SampleCatalogue.Create());
        var columns = new ColumnCatalogue(catalogue, await search.ContextAsync(default));
        rows ??= new TableRows(site.Services.GetRequiredService<RunRows>(), site.Services.GetRequiredService<RunGrouping>(), search);
        await rows.ReadAsync(view, [.. view.Columns.Select(choice => columns.Find(choice.Key)).OfType<RunColumn>()], columns, default);
        return rows;
    }

    private static string Describe(TableRow row) => row switch
    {
        RunTableRow run => $"{run.Index}: {run.Row.Run.Name}",
        GroupTableRow group => $"{group.Index}: {group.Group.Keys[0]} {group.Group.Count}",
        _ => "",
    };
}
