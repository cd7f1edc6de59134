using Mantissa.Catalogue;
using Mantissa.Data.Querying;
using Mantissa.Data.Querying.Sql;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Querying;

/// <summary>PostgreSQL and an evaluator in memory find the same runs, in the same order, for queries that a generator makes.</summary>
public sealed class QueryAgreementTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const int Count = 80;
    private readonly List<KnownRun> runs = [];

    private RunStore Runs => postgres.Get<RunStore>();

    public async Task InitializeAsync()
    {
        if (await postgres.ReadAsync<long>("select count(*) from run") == 0)
            await RandomRuns.CreateAsync(postgres, new Random(3), Count);
        runs.AddRange(await RandomRuns.ReadAsync(postgres));
        runs.Count.ShouldBe(Count);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Conditions_find_what_they_say()
    {
        var queries = new RandomQueries(11, runs);
        var sizes = new HashSet<int>();
        for (var i = 0; i < 250; i++)
        {
            var condition = queries.Condition();
            var text = QueryText.Of(condition);
            var expected = runs.Where(run => run.Holds(condition)).Select(run => run.Run.Id).ToHashSet();

            var found = await Runs.ListAsync(new() { Filter = text, Archived = null, Limit = 1000 }, default);

            found.Items.Select(run => run.Id).ShouldBe(expected, ignoreOrder: true, text);
            found.TotalCount.ShouldBe(expected.Count);
            sizes.Add(expected.Count);
        }

        sizes.Count.ShouldBeGreaterThan(20, "The queries should tell the runs apart.");
    }

    [Fact]
    public async Task Orders_are_kept_over_pages_and_jumps()
    {
        var queries = new RandomQueries(12, runs);
        for (var i = 0; i < 25; i++)
        {
            var order = queries.Order();
            var condition = queries.Condition(2);
            var text = $"{QueryText.Of(condition)} order by {QueryText.Of(order)}";
            var expected = Evaluator.Sort(runs.Where(run => run.Holds(condition)), order).Select(run => run.Run.Id).ToList();

            var paged = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await Runs.ListAsync(new() { Filter = text, Archived = null, Limit = 9, Cursor = cursor }, default);
                paged.AddRange(page.Items.Select(run => run.Id));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            paged.ShouldBe(expected, text);

            foreach (var skip in new[] { 1, 30, 75 })
            {
                var jump = await Runs.ListAsync(new() { Filter = text, Archived = null, Limit = 11, Skip = skip }, default);
                jump.Items.Select(run => run.Id).ShouldBe(expected.Skip(skip).Take(11), $"{skip} and {text}");
            }
        }
    }

    [Fact]
    public void Nothing_that_is_written_becomes_SQL()
    {
        const string mark = "zq'\"\\;--";
        Condition[] leaves =
        [
            new FieldComparison(new TagField(mark), ComparisonOperator.Equal, mark),
            new FieldComparison(new ParameterField(mark), ComparisonOperator.Less, mark),
            new FieldComparison(new ParameterField(mark), ComparisonOperator.Equal, mark),
            new Membership(new MetricField(mark, MetricAggregate.Min), [1.5, 2.5], Negated: true),
            new Membership(new AttributeField(RunAttributes.Find("name")!), [mark], Negated: false),
            new PatternMatch(new AttributeField(RunAttributes.Find("name")!), mark, IgnoreCase: true, Negated: false),
            new Presence(new TagField(mark), Negated: true),
        ];
        var parameters = new SqlParameters();
        var sql = new ConditionSql(parameters).Write(new Not(new AllOf([new AnyOf(leaves), .. leaves])));
        sql += string.Join(',', new OrderSql(parameters).Terms([new(new ParameterField(mark), true), new(new MetricField(mark, MetricAggregate.Max), true), new(new TagField(mark), false)])
            .Select(term => $"{term} {term.Source}"));
        sql.ShouldNotContain("zq");
        sql.ShouldNotContain(";");
        parameters.Describe().Count(value => value.Contains("zq", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_refused()
    {
        var page = await Runs.ListAsync(new() { Filter = "seed > 1 order by seed", Limit = 5 }, default);
        foreach (var other in new RunQuery[]
        {
            new() { Filter = "seed > 2 order by seed" }, new() { Filter = "seed > 1 order by seed desc" }, new() { Filter = "seed > 1 order by epoch" },
            new() { Filter = "seed > 1 order by seed", Text = "resnet" }, new() { Filter = "seed > 1 order by seed", Archived = null }, new(),
        })
            (await Should.ThrowAsync<RunQueryException>(() => Runs.ListAsync(other with { Limit = 5, Cursor = page.NextCursor }, default))).Parameter.ShouldBe("cursor");
    }

    [Fact]
    public async Task A_query_that_speaks_of_the_archive_looks_into_it()
    {
        var archived = runs.Count(run => run.Run.ArchivedAt is not null);
        archived.ShouldBeGreaterThan(0);
        (await Runs.ListAsync(new() { Filter = "archived = true" }, default)).TotalCount.ShouldBe(archived);
        (await Runs.ListAsync(new() { Filter = "seed >= 0" }, default)).TotalCount.ShouldBe(Count - archived);
    }

    [Fact]
    public async Task Parameters_follow_a_specification_that_changes()
    {
        var run = runs[0].Run;
        var before = await ParametersAsync();
        await postgres.ExecuteAsync("update run set specification = jsonb_set(jsonb_set(specification, '{training,late}', '\"7\"'), '{training,lr}', '5') where id = $1", run.Id);
        (await ParametersAsync()).ShouldBe(before.Split(' ').Where(p => !p.StartsWith("lr=", StringComparison.Ordinal)).Append("late=7").Append("lr=5").Order(StringComparer.Ordinal).Aggregate((a, b) => $"{a} {b}"));
        await postgres.ExecuteAsync("update run set specification = jsonb_set(specification, '{training}', '{}') where id = $1", run.Id);
        (await ParametersAsync()).ShouldContain("lr=77", customMessage: "The network has an option of that name as well.");
        (await ParametersAsync()).ShouldNotContain("late");
        var original = System.Text.Json.JsonSerializer.Serialize(run.Specification, CatalogueJson.Options);
        await postgres.ExecuteAsync("update run set specification = $2::text::jsonb where id = $1", run.Id, original);
        (await ParametersAsync()).ShouldBe(before);

        async Task<string> ParametersAsync() =>
            (await postgres.ReadAsync<string>("select string_agg(name || '=' || replace(value, ' ', ''), ' ' order by name collate \"C\") from run_parameter where run_id = $1", run.Id))!;
    }
}
