using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Models;
using Mantissa.Training.Models.Residual;
using Mantissa.Training.Trainers;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Hardware;

/// <summary>What networks amount to, against published numbers and against counting by hand.</summary>
public sealed class WorkMeterTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    /// <summary>
    /// 40.55 M for ResNet-20 on CIFAR-10, counted from table 6 of He et al. 2015: 16·27·32² and six convolutions of 16²·9·32², then at half the
    /// side, with twice the maps, twice, the first convolution of a stage half as many; and 64·10. The networks for ImageNet are given as
    /// 1.8, 3.6 and 3.8 GFLOPs in their table 1, of which the last strides in the 1×1 convolutions.
    /// </summary>
    [Theory]
    [InlineData("cifar", 20, 32, 10, 40.551040e6, 1e-9)]
    [InlineData("cifar", 56, 32, 10, 125.485696e6, 1e-9)]
    [InlineData("imageNet", 18, 224, 1000, 1.8e9, 0.02)]
    [InlineData("imageNet", 34, 224, 1000, 3.6e9, 0.03)]
    public void Residual_networks_take_the_published_number_of_operations(string variant, int depth, int size, int classes, double macs, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var format = new WatchedFormat(new Fp32Session());
        using var network = new ResNet().Create(new JsonObject { ["variant"] = variant, ["depth"] = depth }, new ImageShape(3, size), classes, 1, format);
        const int Batch = 2;
        var work = Metered(format, network, rand(Batch, 3, size, size));

        (work.ForwardMacs / Batch).ShouldBe(macs, tolerance * macs);
        // Every layer passes back to its weights, and all but the first to its input.
        work.Layers.ShouldAllBe(layer => layer.WeightGradients == layer.Forward);
        work.Layers.Sum(layer => layer.Forward - layer.InputGradients).ShouldBe(1);
        work.Parameters.ShouldBe(network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_passes_of_an_adversarial_step_are_counted_by_network()
    {
        // Two critic updates, each on real and on generated images; the first step makes four.
        var work = Work("wgan");
        var critic = work.Layers.Where(layer => layer.Layer.StartsWith("Conv2d ", StringComparison.Ordinal)).ToList();
        var generator = work.Layers.Where(layer => layer.Layer.StartsWith("ConvTranspose2d ", StringComparison.Ordinal)).ToList();
        critic.ShouldAllBe(layer => layer.Forward == (2 * 2) + 1 && layer.WeightGradients == 2 * 2);
        // The first layer of the critic sends a gradient to the image only where the generator waits for it.
        critic.Select(layer => layer.InputGradients).ShouldBe([1, .. Enumerable.Repeat(5.0, critic.Count - 1)]);
        generator.ShouldAllBe(layer => layer.Forward == 2 + 1 && layer.WeightGradients == 1);
        generator.Select(layer => layer.InputGradients).ShouldBe([0, .. Enumerable.Repeat(1.0, generator.Count - 1)]);
        work.Images.ShouldBe(2 * 16);
    }

    [Fact]
    public void A_gradient_penalty_counts_the_passes_through_its_own_gradient()
    {
        var (plain, penalised) = (Work("wgan"), Work("wgan:gradientPenalty"));
        foreach (var (before, after) in plain.Layers.Zip(penalised.Layers))
        {
            after.Layer.ShouldBe(before.Layer);
            var extra = before.Layer.StartsWith("Conv2d ", StringComparison.Ordinal) ? 2 : 0;
            (after.Forward - before.Forward).ShouldBe(extra);
            (after.InputGradients - before.InputGradients).ShouldBe(3 * extra);
            (after.WeightGradients - before.WeightGradients).ShouldBe(2 * extra);
        }
    }

    /// <summary>Of a generator's first layer: every number of the noise is multiplied by every weight that it has.</summary>
    [Fact]
    public void A_transposed_convolution_is_counted_from_its_input()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.ConvTranspose2d(5, 7, (4, 4), stride: (2, 2), padding: (1, 1), bias: false);
        using var format = new WatchedFormat(new Fp32Session());
        var input = rand(3, 5, 8, 8);
        var meter = format.Meter = new WorkMeter();
        format.Product(layer, input).shape.ShouldBe([3L, 7L, 16L, 16L]);
        meter.EndUpdates(0, 0, 1, 1);
        var work = meter.Result(0).Layers.ShouldHaveSingleItem();
        work.ShouldBe(new("ConvTranspose2d 5→7 4×4, 8×8→16×16, batch 3", 3 * 5 * 8 * 8 * 7 * 16, 3 * 5 * 64, 5 * 7 * 16, 3 * 7 * 256, 1, 0, 1));
    }

    [Fact]
    public void What_is_recorded_comes_back_and_other_files_are_none()
    {
        var work = Work("wgan");
        var again = StepWork.Parse(work.ToJson())!;
        again.Layers.ShouldBe(work.Layers);
        (again with { Layers = work.Layers }).ShouldBe(work);
        StepWork.Parse("{}"u8).ShouldBeNull();
        StepWork.Parse("[1]"u8).ShouldBeNull();
        StepWork.Parse("nonsense"u8).ShouldBeNull();
    }

    private static StepWork Metered(WatchedFormat format, nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var meter = format.Meter = new WorkMeter();
        network.call(images);
        meter.EndUpdates(network.parameters().Sum(parameter => parameter.numel()), 0, 1, 1);
        return meter.Result(images.size(0));
    }

    private StepWork Work(string run)
    {
        var training = new JsonObject { ["steps"] = 1, ["batch"] = 16, ["criticSteps"] = 2, ["boostedSteps"] = 1, ["boostedCriticSteps"] = 4 };
        var observer = fixture.Train(TrainingFixture.Small(run, "fp32", training));
        return StepWork.Parse(observer.Artifacts.Single(artifact => artifact.Name == StepWork.FileName).Content)!;
    }
}
