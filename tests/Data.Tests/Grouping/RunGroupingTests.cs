using System.Globalization;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Grouping;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Querying;

namespace Mantissa.Data.Tests.Grouping;

/// <summary>PostgreSQL and a calculation in memory make the same groups with the same means, over random runs and conditions.</summary>
public sealed class RunGroupingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly Field[] Keys =
    [
        Attribute("model"), Attribute("status"), Attribute("seed"), Attribute("worker"), Attribute("archived"), new TagField("team"), new TagField("absent"),
        new ParameterField("lr"), new ParameterField("note"), new ParameterField("flag"), new ParameterField("absent"),
    ];

    private static readonly Field[] Measures =
    [
        new MetricField("train/loss", MetricAggregate.Last), new MetricField("train/loss", MetricAggregate.Min), new MetricField("kid", MetricAggregate.Max),
        new MetricField("o'clock `x`", MetricAggregate.Count), new MetricField("absent", MetricAggregate.Min), Attribute("loss"), Attribute("seed"),
        new ParameterField("batch"), new ParameterField("note"),
    ];

    private readonly List<KnownRun> runs = [];

    private RunGrouping Grouping => postgres.Get<RunGrouping>();

    public async Task InitializeAsync()
    {
        if (await postgres.ReadAsync<long>("select count(*) from run") == 0)
            await RandomRuns.CreateAsync(postgres, new Random(5), 60);
        runs.AddRange(await RandomRuns.ReadAsync(postgres));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Groups_have_the_runs_means_and_deviations_of_a_calculation_in_memory()
    {
        var random = new Random(6);
        var queries = new RandomQueries(7, runs);
        for (var round = 0; round < 60; round++)
        {
            var by = Draw(random, Keys, 1 + random.Next(2));
            var measures = Draw(random, Measures, random.Next(4));
            var condition = queries.Condition(2);
            var matching = runs.Where(run => run.Holds(condition)).ToList();

            var read = await Grouping.ReadAsync(new(new() { Condition = condition, Archived = null }, by, measures), default);

            var expected = matching.GroupBy(run => string.Join('\n', by.Select(field => KeyOf(run, field) ?? "\0"))).ToDictionary(group => group.Key, group => group.ToList());
            (read.GroupCount, read.RunCount).ShouldBe((expected.Count, matching.Count));
            read.Groups.Select(group => string.Join('\n', group.Keys.Select(key => key ?? "\0"))).ShouldBe(expected.Keys, ignoreOrder: true);
            foreach (var group in read.Groups)
            {
                var members = expected[string.Join('\n', group.Keys.Select(key => key ?? "\0"))];
                group.Count.ShouldBe(members.Count);
                foreach (var (i, measure) in measures.Index())
                    ShouldBeMoments(group.Measures[i], [.. members.Select(run => NumberOf(run, measure)).OfType<double>().Where(value => Math.Abs(value) < 1e150)]);
            }
        }
    }

    [Fact]
    public async Task A_group_opens_to_the_runs_that_it_counted()
    {
        foreach (var field in Keys)
        {
            Field[] by = [field, Attribute("model")];
            var read = await Grouping.ReadAsync(new(new() { Archived = null }, by, []), default);
            var seen = new List<Guid>();
            foreach (var group in read.Groups)
            {
                var opened = await postgres.Get<RunStore>().ListAsync(new() { Condition = group.Condition(by), Archived = null, Limit = 1000 }, default);
                opened.TotalCount.ShouldBe(group.Count, $"{field}: {string.Join(", ", group.Keys)}");
                seen.AddRange(opened.Items.Select(run => run.Id));
            }

            seen.ShouldBe(runs.Select(run => run.Run.Id), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Groups_are_sorted_by_their_values_or_by_a_mean()
    {
        Field[] by = [Attribute("seed"), Attribute("model")];
        var loss = new MetricField("train/loss", MetricAggregate.Min);
        var query = new RunGroupQuery(new(), by, [loss]);

        var seeds = (await Grouping.ReadAsync(query with { Order = new(by[0], Descending: true) }, default)).Groups.Select(g => g.Keys[0]!).ToList();
        seeds.ShouldBe(seeds.OrderByDescending(seed => double.Parse(seed, CultureInfo.InvariantCulture)));
        var models = (await Grouping.ReadAsync(query, default)).Groups.Where(g => g.Keys[0] == "1").Select(g => g.Keys[1]);
        models.ShouldBe(["resnet", "wgan"]);
        var means = (await Grouping.ReadAsync(query with { Order = new(loss, Descending: true) }, default)).Groups.Select(g => g.Measures[0].Mean).ToList();
        means.TakeWhile(double.IsFinite).Count().ShouldBeGreaterThan(3);
        means.ShouldBe([.. means.Where(double.IsFinite).OrderDescending(), .. means.Where(double.IsNaN)]);
    }

    [Fact]
    public async Task What_cannot_be_grouped_by_or_averaged_is_refused()
    {
        Field[] model = [Attribute("model")];
        foreach (var query in new RunGroupQuery[]
        {
            new(new(), [], []), new(new(), [Attribute("created")], []), new(new(), [Measures[0]], []), new(new(), model, [Attribute("name")]), new(new(), model, [new TagField("team")]),
        })
            await Should.ThrowAsync<ArgumentException>(() => Grouping.ReadAsync(query, default));
        await Should.ThrowAsync<QuerySyntaxException>(() => Grouping.ReadAsync(new(new() { Filter = "model =" }, model, []), default));
    }

    private static void ShouldBeMoments(SampleMoments moments, double[] values)
    {
        moments.Count.ShouldBe(values.Length);
        if (values.Length == 0)
        {
            double.IsNaN(moments.Mean).ShouldBeTrue();
            return;
        }

        var scale = Math.Max(values.Max(Math.Abs), 1e-300);
        moments.Mean.ShouldBe(values.Average(), 1e-12 * scale);
        if (values.Length == 1)
            double.IsNaN(moments.Variance).ShouldBeTrue();
        else
            moments.Deviation.ShouldBe(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1)), 1e-9 * scale);
    }

    private static List<Field> Draw(Random random, Field[] from, int count) => [.. from.OrderBy(_ => random.Next()).Take(count)];

    private static AttributeField Attribute(string name) => new(RunAttributes.Find(name)!);

    private static string? KeyOf(KnownRun run, Field field) => run.ValueOf(field, asNumber: false) switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString(CultureInfo.InvariantCulture),
        var value => (string?)value,
    };

    private static double? NumberOf(KnownRun run, Field field) => run.ValueOf(field, asNumber: true) as double?;
}
