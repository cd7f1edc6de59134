using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Notifications;
using Mantissa.Data.Tests.Notifications;

namespace Mantissa.Data.Tests.Catalogue;

public sealed class CatalogueStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task What_is_published_can_be_read_back()
    {
        await postgres.ExecuteAsync("truncate catalogue_item");
        var store = postgres.Get<CatalogueStore>();
        await store.PublishAsync("worker-1", Document("resnet", "wgan"), CancellationToken.None);
        var read = await store.GetAsync(CancellationToken.None);
        read.Models.Select(model => model.Name).ShouldBe(["resnet", "wgan"], "in the worker's own order");
        read.PrimaryMetric("resnet")!.Name.ShouldBe("validation/top1");
        read.Model("resnet")!.Recipe["epochs"]!.GetValue<int>().ShouldBe(164);
        read.Model("resnet")!.ImageSizes.Sizes.ShouldBe([32, 64]);

        await store.PublishAsync("worker-2", Document("alexnet", "resnet") with { Trainers = [] }, CancellationToken.None);
        read = await store.GetAsync(CancellationToken.None);
        read.Models.Select(model => model.Name).ShouldBe(["alexnet", "resnet", "wgan"], ignoreOrder: true);
        read.Trainers.Count.ShouldBe(1);
        (await postgres.ReadAsync<string>("select worker_id from catalogue_item where kind = 'model' and name = 'resnet'")).ShouldBe("worker-2");
    }

    [Fact]
    public async Task Workers_that_start_together_all_publish()
    {
        var store = postgres.Get<CatalogueStore>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => store.PublishAsync($"worker-{i}", i % 2 == 0 ? Document("m1", "m2", "m3") : Document("m3", "m2", "m1"), CancellationToken.None)));
        var names = (await store.GetAsync(CancellationToken.None)).Models.Select(model => model.Name).ToArray();
        new[] { "m1", "m2", "m3" }.ShouldBeSubsetOf(names);
        (await postgres.ReadAsync<long>("select count(*) from catalogue_item where name in ('m1', 'm2', 'm3')")).ShouldBe(3);
    }

    [Fact]
    public async Task A_kept_catalogue_is_read_again_when_a_worker_publishes()
    {
        await using var listening = await ListeningNotifications.StartAsync(postgres);
        var store = new CatalogueStore(postgres.Database, listening.Notifications);
        var before = await store.GetAsync(CancellationToken.None);
        (await store.GetAsync(CancellationToken.None)).ShouldBeSameAs(before);

        await postgres.Get<CatalogueStore>().PublishAsync("another process", Document("late"), CancellationToken.None);
        await Eventually.TrueAsync(async () => (await store.GetAsync(CancellationToken.None)).Model("late") is not null);
    }

    [Fact]
    public async Task Without_a_listener_nothing_is_kept()
    {
        var store = new CatalogueStore(postgres.Database, postgres.Get<RunNotifications>());
        (await store.GetAsync(CancellationToken.None)).ShouldNotBeSameAs(await store.GetAsync(CancellationToken.None));
    }

    private static CatalogueDocument Document(params string[] models) => new()
    {
        Models =
        [
            .. models.Select(name => new ModelEntry
            {
                Name = name,
                Title = name,
                Summary = "A network.",
                Source = "A paper.",
                Task = LearningTask.Classification,
                Trainer = "classification",
                ImageSizes = new() { Sizes = [32, 64] },
                Recipe = new() { ["epochs"] = 164 },
            }),
        ],
        Trainers =
        [
            new()
            {
                Name = "classification",
                Title = "Classification",
                Summary = "Cross entropy.",
                Metrics = [new() { Name = "validation/top1", Title = "Accuracy", Goal = MetricGoal.Maximize, Primary = true, Tolerance = 0.01 }],
            },
        ],
    };
}
