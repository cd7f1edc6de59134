using Mantissa.Data.Entities;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

public sealed class ListTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private RunStore Runs => postgres.Get<RunStore>();

    public async Task InitializeAsync()
    {
        if (await postgres.ReadAsync<long>("select count(*) from run") > 0)
            return;
        string[] formats = ["fp32", "flex16+5", "fp16", "dfp"];
        for (var i = 0; i < 20; i++)
        {
            var run = await postgres.SubmitAsync(Sample.Specification(
                $"Run {i:00}", i % 2 == 0 ? "resnet" : "wgan", formats[i % 4], seed: i, new Dictionary<string, string> { ["team"] = i < 5 ? "Red_1" : "blue%" }));
            if (i is 3 or 7)
                await postgres.ExecuteAsync("update run set status = 'Failed', finished_at = created_at + interval '1 hour', loss = 'NaN' where id = $1", run.Id);
            if (i is 5)
                await postgres.ExecuteAsync("update run set status = 'Completed', finished_at = created_at, loss = 0.25 where id = $1", run.Id);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", 20)]
    [InlineData("  ", 20)]
    [InlineData("resnet", 10)]
    [InlineData("RESNET fp16", 5)]
    [InlineData("wgan failed", 2)]
    [InlineData("run 07", 1)]
    [InlineData("team red_1", 5)]
    [InlineData("d_1", 5)]
    [InlineData("b_ue", 0)]
    [InlineData("blue%", 15)]
    [InlineData("%", 15)]
    [InlineData("e16+", 0)]
    [InlineData("x16+5", 5)]
    [InlineData("'; drop table run; --", 0)]
    [InlineData("\\", 0)]
    [InlineData("nothing\0here", 0)]
    public async Task Every_word_has_to_be_somewhere(string text, int expected)
    {
        var page = await Runs.ListAsync(new() { Text = text, Limit = 100 }, CancellationToken.None);
        page.TotalCount.ShouldBe(expected);
        page.Items.Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Statuses_narrow_the_list()
    {
        var page = await Runs.ListAsync(new() { Statuses = [RunStatus.Failed, RunStatus.Completed], Sort = "name" }, CancellationToken.None);
        page.Items.Select(run => run.Name).ShouldBe(["Run 03", "Run 05", "Run 07"]);
    }

    [Theory]
    [InlineData("-createdAt")]
    [InlineData("createdAt")]
    [InlineData("name")]
    [InlineData("-seed")]
    [InlineData("model")]
    [InlineData("-status")]
    [InlineData("finishedAt")]
    [InlineData("-finishedAt")]
    [InlineData("loss")]
    [InlineData("-loss")]
    [InlineData("params.batch")]
    [InlineData("-tags.team")]
    [InlineData("metrics.`train/loss`.min")]
    public async Task Pages_together_are_the_whole_list_in_order(string sort)
    {
        var whole = (await Runs.ListAsync(new() { Sort = sort, Limit = 100 }, CancellationToken.None)).Items.Select(run => run.Id).ToArray();
        whole.Length.ShouldBe(20);
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Runs.ListAsync(new() { Sort = sort, Limit = 3, Cursor = cursor }, CancellationToken.None);
            page.TotalCount.ShouldBe(20);
            paged.AddRange(page.Items.Select(run => run.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        paged.ShouldBe(whole);
        var skipped = await Runs.ListAsync(new() { Sort = sort, Skip = 17, Limit = 10 }, CancellationToken.None);
        skipped.Items.Select(run => run.Id).ShouldBe(whole[17..]);
        skipped.NextCursor.ShouldBeNull();
        (await postgres.Get<RunSearch>().IdsAsync(new() { Sort = sort, Skip = 4 }, 9, CancellationToken.None)).ShouldBe(whole[4..13]);
    }

    [Fact]
    public async Task Order_is_by_the_key_and_runs_without_a_value_come_last()
    {
        (await NamesAsync("-seed"))[..3].ShouldBe(["Run 19", "Run 18", "Run 17"]);
        (await NamesAsync("finishedAt"))[..3].ShouldBe(["Run 05", "Run 03", "Run 07"]);
        (await NamesAsync("-finishedAt"))[..3].ShouldBe(["Run 07", "Run 03", "Run 05"]);
        (await NamesAsync("loss"))[0].ShouldBe("Run 05");
    }

    [Fact]
    public async Task A_run_added_meanwhile_does_not_shift_the_next_page()
    {
        var first = await Runs.ListAsync(new() { Limit = 5 }, CancellationToken.None);
        var newer = await postgres.SubmitAsync(Sample.Specification("newer"));
        var second = await Runs.ListAsync(new() { Limit = 5, Cursor = first.NextCursor }, CancellationToken.None);
        await postgres.ExecuteAsync("delete from run where id = $1", newer.Id);
        second.Items.Select(run => run.Name).ShouldBe(["Run 14", "Run 13", "Run 12", "Run 11", "Run 10"]);
    }

    [Theory]
    [InlineData("colour", null, 5, "sort")]
    [InlineData("name, seed", null, 5, "sort")]
    [InlineData("metrics.kid.best", null, 5, "sort")]
    [InlineData("name", "rubbish!", 5, "cursor")]
    [InlineData("name", "e30", 5, "cursor")]
    [InlineData("name", null, 0, "limit")]
    [InlineData("name", null, 1001, "limit")]
    public async Task What_makes_no_sense_is_named(string sort, string? cursor, int limit, string parameter)
    {
        var error = await Should.ThrowAsync<RunQueryException>(
            () => Runs.ListAsync(new() { Sort = sort, Cursor = cursor, Limit = limit }, CancellationToken.None));
        error.Parameter.ShouldBe(parameter);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var page = await Runs.ListAsync(new() { Sort = "name", Limit = 5 }, CancellationToken.None);
        await Should.ThrowAsync<RunQueryException>(
            () => Runs.ListAsync(new() { Sort = "-name", Limit = 5, Cursor = page.NextCursor }, CancellationToken.None));
    }

    private async Task<string[]> NamesAsync(string sort) =>
        [.. (await Runs.ListAsync(new() { Sort = sort, Limit = 100 }, CancellationToken.None)).Items.Select(run => run.Name)];
}
