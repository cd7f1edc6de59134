using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Testing;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>A worker process and the runs that it is given.</summary>
public sealed class LifecycleTests : PlatformTest
{
    [Fact]
    public async Task A_run_is_trained_to_its_end_and_all_of_it_is_recorded()
    {
        await Platform.StartWorkerAsync();
        await using (var roles = Platform.Database.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and usename = 'mantissa_worker'"))
            ((long)(await roles.ExecuteScalarAsync())!).ShouldBePositive("The worker signs in with its own role.");

        var id = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 40));
        var run = await Platform.ReachesAsync(id, RunStatus.Completed);

        var events = await Platform.EventsAsync(id);
        events.Select(entry => entry.Kind).Where(kind => kind != "environment")
            .ShouldBe(["submitted", "claimed", "running", "completed"]);
        events.Single(entry => entry.Kind == "environment").Message.ShouldContain("libtorch");
        run.Attempt.ShouldBe(1);
        run.Step.ShouldBe(40);
        run.TotalSteps.ShouldBe(40);
        run.StartedAt.ShouldNotBeNull();
        (await Platform.Metrics.ListAsync(id, default)).Single(series => series.Name == "train/loss").Count.ShouldBe(40);
        (await Platform.Checkpoints.ListAsync(id, default)).ShouldContain(checkpoint => checkpoint.Kind == CheckpointKind.Final && checkpoint.Step == 40);
        (await Platform.Logs.ReadAsync(id, 0, 100, null, default)).ShouldNotBeEmpty();
        await Eventually.TrueAsync(
            async () => await Platform.Queue.FindAsync(id, default) is null, TimeSpan.FromSeconds(5), () => "The queue still holds the run.");
    }

    /// <summary>What containers ask for: the age of a file.</summary>
    [Fact]
    public async Task A_worker_shows_that_it_goes_on()
    {
        var worker = await Platform.StartWorkerAsync();
        var file = Path.Combine(Platform.DataDirectory, "worker.alive");
        File.GetLastWriteTimeUtc(file).ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-60));

        worker.Freeze();
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        File.SetLastWriteTimeUtc(file, before);
        await Task.Delay(TimeSpan.FromSeconds(1));
        File.GetLastWriteTimeUtc(file).ShouldBe(before, TimeSpan.FromMilliseconds(1));

        worker.Thaw();
        await Eventually.TrueAsync(
            () => Task.FromResult(File.GetLastWriteTimeUtc(file) > before.AddMinutes(30)), TimeSpan.FromSeconds(20), () => "The file stayed old.");
    }

    [Fact]
    public async Task A_run_starts_from_the_weights_of_another_in_another_format()
    {
        await Platform.StartWorkerAsync();
        var first = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 5));
        await Platform.ReachesAsync(first, RunStatus.Completed);
        var final = (await Platform.Checkpoints.FinalAsync(first, default)).ShouldNotBeNull();

        var second = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 3, format: "flex16+5") with { StartFrom = final.Id });
        await Platform.ReachesAsync(second, RunStatus.Completed);

        (await Platform.EventsAsync(second)).Single(entry => entry.Kind == "started-from").Message.ShouldContain($"{final.Id}: step 5");
        using var exported = new MemoryStream();
        await Platform.Checkpoints.CopyWeightsToAsync(final, new Dictionary<string, string> { ["format"] = "pt" }, exported, default);
        var weights = SafeTensorsReader.Read(exported.ToArray());
        var whole = SafeTensorsReader.Read(await Platform.Checkpoints.ReadAsync(final.Id, default));
        weights.Tensors.Select(tensor => tensor.Name).ShouldBe(CheckpointHeader.Of(whole).Weights, ignoreOrder: true);
        foreach (var tensor in weights.Tensors)
            tensor.Data.Span.SequenceEqual(whole.Find(tensor.Name)!.Data.Span).ShouldBeTrue(tensor.Name);
    }

    [Fact]
    public async Task A_start_that_is_damaged_fails_the_run_with_the_field_and_a_remedy()
    {
        await Platform.StartWorkerAsync();
        var first = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1));
        await Platform.ReachesAsync(first, RunStatus.Completed);
        var final = (await Platform.Checkpoints.FinalAsync(first, default)).ShouldNotBeNull();
        await using (var damage = Platform.Database.CreateCommand(
            "update checkpoint_part set content = set_byte(content, 9999, 255 - get_byte(content, 9999)) where checkpoint_id = $1"))
        {
            damage.Parameters.Add(new() { Value = final.Id });
            await damage.ExecuteNonQueryAsync();
        }

        var second = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1) with { StartFrom = final.Id });
        var run = await Platform.ReachesAsync(second, RunStatus.Failed);

        run.StatusReason.ShouldNotBeNull().ShouldStartWith("startFrom: Checkpoint");
        run.StatusReason.ShouldContain("damaged");
        run.StatusReason.ShouldEndWith("Choose another one, or submit the run anew without it.");
        run.Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_at_once_and_never_starts()
    {
        var id = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 10));
        await Platform.Runs.RequestCancelAsync(id, default);

        (await Platform.Queue.FindAsync(id, default)).ShouldBeNull();
        await Platform.StartWorkerAsync();
        var next = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1));
        await Platform.ReachesAsync(next, RunStatus.Completed);

        (await Platform.Runs.GetAsync(id, default))!.Attempt.ShouldBe(0);
    }

    [Theory]
    [InlineData("zip that is not a zip", "datasetOptions.path")]
    [InlineData("path outside the allowed folders", "datasetOptions.path")]
    [InlineData("unknown model", "model")]
    [InlineData("batch larger than the dataset", "training.batch")]
    public async Task A_run_that_cannot_start_fails_in_seconds_and_names_the_field(string problem, string field)
    {
        var roots = Directory.CreateDirectory(Path.Combine(Platform.DataDirectory, "datasets")).FullName;
        var broken = Path.Combine(roots, "broken.zip");
        await File.WriteAllTextAsync(broken, "This is text.");
        var specification = TinyRuns.ResNet(steps: 10);
        specification = problem switch
        {
            "zip that is not a zip" => specification with { Dataset = "image-folder", DatasetOptions = new JsonObject { ["path"] = broken } },
            "path outside the allowed folders" =>
                specification with { Dataset = "image-folder", DatasetOptions = new JsonObject { ["path"] = "/etc" } },
            "unknown model" => specification with { Model = "resnext" },
            _ => specification with { Training = new JsonObject { ["steps"] = 10, ["batch"] = 10_000 } },
        };
        await Platform.StartWorkerAsync("--data-roots", roots);

        var id = await Platform.SubmitAsync(specification);
        var run = await Platform.ReachesAsync(id, RunStatus.Failed);

        run.StatusReason!.ShouldStartWith(field + ":");
        run.Attempt.ShouldBe(1);
        (run.FinishedAt!.Value - run.CreatedAt).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_run_stays_in_its_queue_while_no_worker_serves_it()
    {
        await Platform.StartWorkerAsync();
        var gpu = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1) with { Queue = "gpu" });
        var cpu = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1));
        await Platform.ReachesAsync(cpu, RunStatus.Completed);

        var run = (await Platform.Runs.GetAsync(gpu, default))!;
        run.Status.ShouldBe(RunStatus.Queued);
        run.Attempt.ShouldBe(0);
        var queues = await Platform.Queues.ListAsync(default);
        var queue = queues.Single(queue => queue.Queue == "gpu");
        (queue.Queued, queue.LiveWorkers).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Two_workers_never_run_the_same_run()
    {
        await Task.WhenAll(Platform.StartWorkerAsync(), Platform.StartWorkerAsync());
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
            ids.Add(await Platform.SubmitAsync(TinyRuns.ResNet(steps: 2) with { Seed = i }));

        foreach (var id in ids)
        {
            (await Platform.ReachesAsync(id, RunStatus.Completed)).Attempt.ShouldBe(1);
            (await Platform.EventsAsync(id)).Count(entry => entry.Kind == "claimed").ShouldBe(1);
            (await Platform.Metrics.ListAsync(id, default)).Single(series => series.Name == "train/loss").Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Runs_start_in_the_order_of_submission()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await Platform.SubmitAsync(TinyRuns.ResNet(steps: 1) with { Seed = i }));
        await Platform.StartWorkerAsync();

        var started = new List<DateTimeOffset>();
        foreach (var id in ids)
            started.Add((await Platform.ReachesAsync(id, RunStatus.Completed)).StartedAt!.Value);
        started.ShouldBeInOrder();
    }
}
