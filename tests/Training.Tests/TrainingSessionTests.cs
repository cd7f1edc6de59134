using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Tests.Formats;

namespace Mantissa.Training.Tests;

public sealed class TrainingSessionTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void A_classifier_records_its_curves_and_ends_in_a_final_checkpoint()
    {
        var observer = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["recordEvery"] = 2, ["evaluateEvery"] = 4 }));
        Steps(observer, "train/loss").ShouldBe([2, 4, 6, 8, 10]);
        Steps(observer, "train/top1").ShouldBe([2, 4, 6, 8, 10]);
        Steps(observer, "learning_rate").ShouldBe([2, 4, 6, 8, 10]);
        Steps(observer, "images_per_second").ShouldBe([2, 4, 6, 8, 10]);
        Steps(observer, "time/data_wait").ShouldBe([2, 4, 6, 8, 10]);
        Steps(observer, "validation/top1").ShouldBe([4, 8, 10]);
        Steps(observer, "validation/top5").ShouldBe([4, 8, 10]);
        Steps(observer, "validation/loss").ShouldBe([4, 8, 10]);
        observer.Series("validation/top5").Zip(observer.Series("validation/top1")).ShouldAllBe(pair => pair.First >= pair.Second && pair.First <= 1);
        var last = observer.Checkpoints[^1];
        (last.Kind, last.Step, last.Epoch).ShouldBe((CheckpointKind.Final, 10L, 10 / 8.0));
        observer.ScalarsBefore[^1].ShouldBe(observer.Scalars.Count);
        var progress = observer.ProgressReports[^1];
        (progress.Step, progress.TotalSteps, progress.Epoch).ShouldBe((10L, 10L, 10 / 8.0));
        progress.ImagesPerSecond.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_gan_records_its_curves_and_shows_samples_of_the_same_noise()
    {
        var observer = fixture.Train(TrainingFixture.Gan(training: new JsonObject { ["sampleEvery"] = 3, ["evaluateEvery"] = 2 }));
        foreach (var metric in new[] { "critic/loss", "critic/real", "critic/fake", "wasserstein", "generator/loss" })
            Steps(observer, metric).ShouldBe([1, 2, 3, 4, 5, 6], metric);
        foreach (var metric in new[] { "swd", "swd/32", "swd/16" })
            Steps(observer, metric).ShouldBe([2, 4, 6], metric);
        observer.Images.Select(image => (image.Name, image.Step)).ShouldBe([("real", 0), ("samples", 0), ("samples", 3), ("samples", 6)]);
        foreach (var (_, _, image) in observer.Images)
            Convert.ToHexString(image.Png.Span[..4]).ShouldBe("89504E47");
        for (var i = 0; i < 6; i++)
        {
            observer.Series("wasserstein")[i].ShouldBe(observer.Series("critic/real")[i] - observer.Series("critic/fake")[i], 1e-6);
            observer.Series("critic/loss")[i].ShouldBe(-observer.Series("wasserstein")[i], 1e-6);
        }
    }

    [Fact]
    public void A_discriminator_gives_probabilities_and_no_distance_estimate()
    {
        var observer = fixture.Train(TrainingFixture.Small("dcgan", "fp32"));
        foreach (var metric in new[] { "critic/real", "critic/fake" })
            observer.Series(metric).ShouldAllBe(value => value > 0 && value < 1, metric);
        foreach (var metric in new[] { "critic/loss", "generator/loss" })
            observer.Series(metric).ShouldAllBe(value => value > 0, metric);
        Steps(observer, "wasserstein").ShouldBeEmpty();
    }

    [Fact]
    public void A_gradient_penalty_draws_the_slope_of_the_critic_to_one()
    {
        double LastSlope(double penalty)
        {
            var training = new JsonObject { ["optimizer"] = "adam", ["learningRate"] = 2e-3, ["beta1"] = 0, ["beta2"] = 0.9, ["steps"] = 20, ["penalty"] = penalty };
            return fixture.Train(TrainingFixture.Small("wgan:gradientPenalty", "fp32", training)).Series("critic/slope")[^1];
        }

        LastSlope(10).ShouldBeInRange(0.7, 1.4);
        LastSlope(1e-6).ShouldBeGreaterThan(2);
    }

    public static TheoryData<string> Models => TrainingFixture.Runs;

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_trains_and_evaluates_in_every_format_that_is_offered(string run)
    {
        var works = new List<string>();
        foreach (var format in FormatSessions.Members)
        {
            var training = new JsonObject { ["steps"] = 2, ["batch"] = 8, ["evaluateEvery"] = 2, ["formatEvery"] = 1, ["swdImages"] = 8, ["evaluationImages"] = 8 };
            foreach (var unknown in run is "resnet" or "resnet:preActivation" or "alexnet" ? new[] { "swdImages" } : ["evaluationImages"])
                training.Remove(unknown);
            var observer = fixture.Train(TrainingFixture.Small(run, format, training));
            observer.Checkpoints[^1].Kind.ShouldBe(CheckpointKind.Final, format);
            observer.Scalars.ShouldAllBe(scalar => double.IsFinite(scalar.Value), format);
            observer.Scalars.Any(scalar => scalar.Metric.StartsWith("format/", StringComparison.Ordinal)).ShouldBe(format != "fp32", format);
            works.Add(Encoding.UTF8.GetString(observer.Artifacts.Single(artifact => artifact.Name == StepWork.FileName).Content));
            observer.Histograms.Select(entry => entry.Step).Distinct().ShouldBe(format == "fp32" ? [] : [1L, 2L], format);
        }

        // What there is to compute does not depend on the format; what it costs does.
        works.Distinct().ShouldHaveSingleItem();
        ShouldCostLessThanInFp32(StepWork.Parse(Encoding.UTF8.GetBytes(works[0]))!);
    }

    private static void ShouldCostLessThanInFp32(StepWork work)
    {
        HardwareEstimate In(string format) => HardwareEstimate.Of(work, NumberFormats.Hardware(format)!, new Accelerator());
        var reference = In("fp32");
        work.Macs.ShouldBeGreaterThan(2 * work.ForwardMacs);
        foreach (var format in FormatSessions.Members.Where(name => name != "fp32"))
        {
            var estimate = In(format);
            estimate.ShouldSatisfyAllConditions(
                () => estimate.Seconds.ShouldBeInRange(double.Epsilon, reference.Seconds, format),
                () => estimate.Joules.ShouldBeInRange(double.Epsilon, reference.Joules, format),
                () => estimate.Bytes.ShouldBeInRange(reference.Bytes / 4, reference.Bytes, format),
                () => estimate.ComputeSeconds.ShouldBeInRange(0, estimate.Seconds, format));
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("rmsProp")]
    public void Every_optimizer_trains_every_kind_of_network(string optimizer)
    {
        foreach (var run in new[] { "resnet", "dcgan" })
        {
            var training = new JsonObject { ["optimizer"] = optimizer, ["learningRate"] = 1e-3, ["weightDecay"] = 1e-4, ["gradientNorm"] = 1, ["steps"] = 3 };
            var specification = TrainingFixture.Small(run, "flex16+5", training);
            var observer = fixture.Train(specification);
            observer.Checkpoints[^1].Kind.ShouldBe(CheckpointKind.Final);
            observer.Scalars.ShouldAllBe(scalar => double.IsFinite(scalar.Value));
        }
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("wgan:gradientPenalty")]
    public void Accumulated_batches_count_as_images_and_epochs_and_resume_exactly(string run)
    {
        var training = new JsonObject { ["accumulate"] = 3, ["steps"] = 3, ["checkpointEvery"] = 1, ["keepBest"] = false, ["schedule"] = "plateau", ["patience"] = 1, ["evaluateEvery"] = 1 };
        var specification = TrainingFixture.Small(run, "flex16+5", training);
        var whole = fixture.Train(specification);
        if (run == "resnet")
            whole.Checkpoints.Select(checkpoint => checkpoint.Epoch).ShouldBe([3 / 8.0, 6 / 8.0, 9 / 8.0]);
        var resumed = fixture.Train(specification, whole.Checkpoints[1].Content);
        resumed.Checkpoints[^1].Content.Span.SequenceEqual(whole.Checkpoints[^1].Content.Span).ShouldBeTrue();
    }

    [Fact]
    public void Label_smoothing_keeps_the_loss_of_a_perfect_answer_above_zero()
    {
        var losses = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["labelSmoothing"] = 0.9999, ["steps"] = 30 })).Series("train/loss");
        // Evenly spread over ten classes: the cross-entropy cannot fall below that of the even distribution, ln 10.
        losses.ShouldAllBe(loss => loss > Math.Log(10) - 1e-3);
    }

    [Fact]
    public void A_recorded_loss_is_the_mean_since_the_last_point()
    {
        var each = fixture.Train(TrainingFixture.Classifier()).Series("train/loss");
        var pairs = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["recordEvery"] = 2 })).Series("train/loss");
        for (var i = 0; i < pairs.Count; i++)
            pairs[i].ShouldBe((each[2 * i] + each[(2 * i) + 1]) / 2, 1e-9);
    }

    [Fact]
    public void The_best_evaluation_is_kept()
    {
        var observer = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["evaluateEvery"] = 1, ["checkpointEvery"] = 1000 }));
        var best = 0.0;
        var expected = new List<long>();
        foreach (var (value, index) in observer.Series("validation/top1").Select((value, index) => (value, index)))
        {
            if (value > best || index == 0)
                expected.Add(index + 1);
            best = Math.Max(best, value);
        }

        observer.Checkpoints.Where(checkpoint => checkpoint.Kind == CheckpointKind.Best).Select(checkpoint => checkpoint.Step)
            .ShouldBe(expected.Where(step => step < 10));
    }

    [Fact]
    public void Epochs_decide_the_length_when_steps_do_not()
    {
        var training = new JsonObject { ["steps"] = 0, ["epochs"] = 2, ["batch"] = 100, ["checkpointEvery"] = 0 };
        var observer = fixture.Train(TrainingFixture.Classifier(training: training));
        // 256 images make two whole batches of 100.
        observer.Checkpoints.Select(checkpoint => checkpoint.Step).ShouldBe([2, 4]);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_and_says_where_it_began()
    {
        var observer = new RecordingObserver();
        var training = new JsonObject { ["learningRate"] = 100, ["weightDecay"] = 1, ["steps"] = 200 };
        var exception = Should.Throw<NonFiniteLossException>(() =>
            TrainingSession.Run(TrainingFixture.Classifier(training: training), fixture.Environment, observer, null, CancellationToken.None));
        exception.Step.ShouldBeGreaterThan(1);
        exception.Step.ShouldBeLessThan(200);
        exception.Site.ShouldNotBeNullOrEmpty();
        observer.Events.ShouldHaveSingleItem().ShouldBe(("non-finite-loss", exception.Message));
        exception.Message.ShouldContain($"step {exception.Step}");
        double.IsFinite(observer.Series("train/loss")[^1]).ShouldBeFalse();
    }

    [Fact]
    public void A_session_stops_at_once_when_told_before_it_begins()
    {
        var observer = new RecordingObserver();
        Should.Throw<OperationCanceledException>(() =>
            TrainingSession.Run(TrainingFixture.Classifier(), fixture.Environment, observer, null, new CancellationToken(canceled: true)));
        observer.Scalars.ShouldBeEmpty();
        observer.Checkpoints.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { """{"model": "resent"}""", "model", "resent" },
        { """{"format": "flex99+5"}""", "format", "flex99+5" },
        { """{"dataset": "cifar"}""", "dataset", "cifar" },
        { """{"modelOptions": {"depth": 21}}""", "modelOptions.depth", "21" },
        { """{"training": {"epochs": 0}}""", "training.epochs", "Epochs" },
        { """{"training": {"epochs": 1000000000}}""", "training.epochs", "1,000,000,000" },
        { """{"training": {"batch": 257}}""", "training.batch", "256" },
        { """{"training": {"schedule": "milestones", "milestones": "ten"}}""", "training.milestones", "ten" },
        { """{"device": "cuda", "queue": "gpu"}""", "device", "CUDA" },
        { """{"model": "wgan", "modelOptions": {"features": 2}}""", "modelOptions.features", "Features" },
        { """{"modelOptions": {"variant": "imageNet", "depth": 18}}""", "datasetOptions.imageSize", "64 to 512 px" },
        { """{"training": {"optimizer": "adam", "beta1": 0.9, "beta2": 0.5}}""", "training.beta2", "0.81" },
        { """{"model": "alexnet", "modelOptions": {"width": 0}}""", "modelOptions.width", "Width" },
        { """{"model": "dcgan", "modelOptions": {"constraint": "clipping"}}""", "modelOptions.constraint", "constraint" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_names_its_field(string changes, string field, string part)
    {
        if (field == "device" && TrainingCatalogue.Devices().Count > 1)
            return; // This machine has what the run asks for.
        var json = System.Text.Json.JsonSerializer.SerializeToNode(TrainingFixture.Classifier(), CatalogueJson.Options)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            json[name] = value!.DeepClone();
        var specification = System.Text.Json.JsonSerializer.Deserialize<RunSpecification>(json, CatalogueJson.Options)!;
        if (specification.Training["batch"] is null)
            specification.Training["batch"] = 16;
        var exception = Should.Throw<TrainingInputException>(() => fixture.Train(specification));
        exception.Field.ShouldBe(field);
        exception.Message.ShouldContain(part);
    }

    private static long[] Steps(RecordingObserver observer, string metric) =>
        [.. observer.Scalars.Where(scalar => scalar.Metric == metric).Select(scalar => scalar.Step)];
}
