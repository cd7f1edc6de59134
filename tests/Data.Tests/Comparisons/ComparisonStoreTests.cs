using Mantissa.Catalogue;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Comparisons;

public sealed class ComparisonStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private ComparisonStore Comparisons => postgres.Get<ComparisonStore>();

    [Fact]
    public async Task From_runs_to_parity_table()
    {
        await postgres.Get<CatalogueStore>().PublishAsync("worker", Catalogue, CancellationToken.None);
        var runs = new[] { "fp32", "flex16+5" }.SelectMany(format => new[] { 1L, 2, 3 }.Select(seed => Sample.Specification(format: format, seed: seed))).ToArray();
        var grid = new ComparisonSpecification { Name = "parity", Models = [new() { Model = "resnet" }], Formats = ["fp32", "flex16+5"], Seeds = [1, 2, 3] };
        var comparison = (await postgres.Get<RunStore>().SubmitComparisonAsync(grid, runs, null, CancellationToken.None)).Value;
        var members = await Comparisons.RunsAsync(comparison.Id, CancellationToken.None);
        members.Select(run => (run.Format, run.Seed)).ShouldBe(
            [("fp32", 1), ("fp32", 2), ("fp32", 3), ("flex16+5", 1), ("flex16+5", 2), ("flex16+5", 3)], "in the order of the grid");
        (await Comparisons.ParityAsync(comparison.Id, CancellationToken.None))!.Models[0].Formats[1].Verdict.ShouldBe(ParityVerdict.Pending);

        foreach (var run in members)
        {
            var leased = await postgres.ClaimAsync(run.Id);
            await postgres.CommitAsync(leased, Sample.Batch(1, Sample.Points("validation/top1", 1, 0.95, 0.9 + (run.Seed * 0.001))));
            if (run != members[^1])
                await postgres.Get<RunLeases>().CompleteAsync(leased.Lease, RunStatus.Completed, null, CancellationToken.None);
            else
                await postgres.Get<RunLeases>().CompleteAsync(leased.Lease, RunStatus.Failed, "The disk is full.", CancellationToken.None);
        }

        var table = (await Comparisons.ParityAsync(comparison.Id, CancellationToken.None)).ShouldNotBeNull();
        var row = table.Models.Single().Formats[1];
        row.Verdict.ShouldBe(ParityVerdict.Failed);
        row.Explanation.ShouldContain("The disk is full.");
        row.MeanBest.ShouldBe(0.95);

        // The same runs, chosen by hand, are judged the same.
        var current = await Comparisons.RunsAsync(comparison.Id, CancellationToken.None);
        var recorded = await postgres.Get<MetricStore>().ListAsync([.. current.Select(run => run.Id)], null, CancellationToken.None);
        var catalogue = await postgres.Get<CatalogueStore>().GetAsync(CancellationToken.None);
        var byHand = ParityBuilder.BuildChosen(current, "fp32", recorded, catalogue);
        byHand.ComparisonId.ShouldBeNull();
        byHand.Models.Single().Formats.Select(format => (format.Format, format.Verdict, format.MeanFinal))
            .ShouldBe(table.Models.Single().Formats.Select(format => (format.Format, format.Verdict, format.MeanFinal)));
        ParityBuilder.BuildChosen([], "fp32", [], catalogue).Models.ShouldBeEmpty();
        var summary = (await Comparisons.ListAsync(0, 10, CancellationToken.None)).Single(c => c.Comparison.Id == comparison.Id);
        (summary.Runs, summary.Finished, summary.Failed).ShouldBe((6, 6, 1));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        (await Comparisons.GetAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeNull();
        (await Comparisons.ParityAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeNull();
        (await Comparisons.ListAsync(1000, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    private static CatalogueDocument Catalogue => new()
    {
        Models =
        [
            new()
            {
                Name = "resnet", Title = "ResNet", Summary = "", Source = "", Task = LearningTask.Classification, Trainer = "t", ImageSizes = new(),
            },
        ],
        Trainers =
        [
            new()
            {
                Name = "t", Title = "T", Summary = "",
                Metrics = [new() { Name = "validation/top1", Title = "Accuracy", Goal = MetricGoal.Maximize, Primary = true, Tolerance = 0.01 }],
            },
        ],
    };
}
