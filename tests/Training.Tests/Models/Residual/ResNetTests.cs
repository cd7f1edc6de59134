using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using Mantissa.Training.Models.Residual;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models.Residual;

public class ResNetTests
{
    private static nn.Module<Tensor, Tensor> Create(string variant, int depth, int size, int classes = 10) => new ResNet().Create(
        new JsonObject { ["variant"] = variant, ["depth"] = depth }, new ImageShape(3, size), classes, 1, new Fp32Session());

    private static nn.Module<Tensor, Tensor> Create(int depth, long seed = 1, int classes = 10, int channels = 3) =>
        new ResNet().Create(new JsonObject { ["depth"] = depth }, new ImageShape(channels, 32), classes, seed, new Fp32Session());

    /// <summary>He et al. 2015, table 6: 0.27 M, 0.46 M, 0.66 M, 0.85 M and 1.7 M; exact counts from the layer table.</summary>
    [Theory]
    [InlineData(20, 269_722, 0.27)]
    [InlineData(32, 464_154, 0.46)]
    [InlineData(44, 658_586, 0.66)]
    [InlineData(56, 853_018, 0.85)]
    [InlineData(110, 1_727_962, 1.7)]
    public void Has_the_published_number_of_parameters(int depth, long exact, double millions)
    {
        using var network = Create(depth);
        var count = network.parameters().Sum(parameter => parameter.numel());
        count.ShouldBe(exact);
        (count / 1e6).ShouldBe(millions, 0.03);
    }

    /// <summary>He et al. 2016, table 4: 1.7 M and 10.2 M; exact counts from the layer table.</summary>
    [Theory]
    [InlineData(164, 1.7)]
    [InlineData(1001, 10.2)]
    public void Pre_activation_has_the_published_number_of_parameters(int depth, double millions)
    {
        var expected = (3 * 16 * 9) + (2 * 256) + (256 * 10) + 10;
        foreach (var (input, width) in new[] { (16, 16), (64, 32), (128, 64) })
        {
            int Unit(int maps) => (2 * maps) + (maps * width) + (2 * width) + (width * width * 9) + (2 * width) + (width * 4 * width);
            expected += Unit(input) + (input * 4 * width) + ((((depth - 2) / 9) - 1) * Unit(4 * width));
        }

        using var network = Create("preActivation", depth, 32);
        var count = network.parameters().Sum(parameter => parameter.numel());
        count.ShouldBe(expected);
        (count / 1e6).ShouldBe(millions, 0.15);
    }

    /// <summary>11.69 M, 21.80 M and 25.56 M for 1000 classes: the exact counts that the reference implementations report.</summary>
    [Theory]
    [InlineData(18, 11_689_512)]
    [InlineData(34, 21_797_672)]
    [InlineData(50, 25_557_032)]
    public void The_networks_for_ImageNet_have_the_published_number_of_parameters(int depth, long exact)
    {
        using var network = Create("imageNet", depth, 224, 1000);
        network.parameters().Sum(parameter => parameter.numel()).ShouldBe(exact);
    }

    [Theory]
    [InlineData("preActivation", 11, 8)]
    [InlineData("preActivation", 20, 33)]
    [InlineData("imageNet", 18, 64)]
    [InlineData("imageNet", 50, 97)]
    public void Every_variant_gives_a_number_per_class(string variant, int depth, int size)
    {
        using var scope = NewDisposeScope();
        using var network = Create(variant, depth, size, 7);
        network.call(rand(2, 3, size, size)).shape.ShouldBe([2L, 7L]);
    }

    /// <summary>He et al. 2015, table 1: the maps of a 224 px image after each stage, as bottlenecks and basic blocks give them.</summary>
    [Theory]
    [InlineData(18, new[] { 64, 128, 256, 512 })]
    [InlineData(50, new[] { 256, 512, 1024, 2048 })]
    public void Stages_double_the_maps_and_halve_the_side(int depth, int[] maps)
    {
        using var scope = NewDisposeScope();
        using var network = Create("imageNet", depth, 64);
        var x = rand(1, 64, 56, 56);
        using (no_grad())
        {
            for (var stage = 1; stage <= 4; stage++)
            {
                foreach (var (name, block) in network.named_children().Where(child => child.name.StartsWith($"stage{stage}_", StringComparison.Ordinal)))
                    x = ((nn.Module<Tensor, Tensor>)block).call(x);
                x.shape.ShouldBe([1L, maps[stage - 1], 112 >> stage, 112 >> stage]);
            }
        }
    }

    [Fact]
    public void A_pre_activation_block_whose_weights_are_zero_is_the_identity()
    {
        using var scope = NewDisposeScope();
        using var block = new PreActivationBlock("b", 16, 4, 1, new Fp32Session());
        using (no_grad())
        {
            foreach (var parameter in block.parameters())
                parameter.fill_(0);
        }

        var x = randn(2, 16, 4, 4);
        block.call(x.clone()).equal(x).all().item<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(32, 3)]
    [InlineData(33, 1)]
    public void Gives_a_number_per_class_for_any_size(int size, int channels)
    {
        using var scope = NewDisposeScope();
        using var network = Create(8, classes: 7, channels: channels);
        network.call(zeros(2, channels, size, size)).shape.ShouldBe([2L, 7L]);
    }

    [Fact]
    public void Initial_weights_have_the_deviation_of_He()
    {
        using var network = Create(20);
        var weight = network.named_parameters().Single(pair => pair.name == "stage3_block1.conv1.weight").parameter;
        weight.std().item<float>().ShouldBe(MathF.Sqrt(2f / (64 * 9)), 0.001f);
        network.named_parameters().Where(pair => pair.name.EndsWith(".bias", StringComparison.Ordinal))
            .ShouldAllBe(pair => pair.parameter.abs().sum().item<float>() == 0);
    }

    [Fact]
    public void A_shortcut_that_changes_shape_takes_every_second_pixel_and_adds_empty_maps()
    {
        using var scope = NewDisposeScope();
        using var block = new BasicBlock("b", 2, 4, new Fp32Session());
        using (no_grad())
        {
            foreach (var (name, parameter) in block.named_parameters())
                parameter.fill_(0);
        }

        // With all weights zero the block is its shortcut alone.
        var x = arange(2 * 4 * 4, dtype: ScalarType.Float32).view(1, 2, 4, 4);
        var y = block.call(x.clone());
        y.shape.ShouldBe([1L, 4L, 2L, 2L]);
        y.narrow(1, 0, 1).abs().sum().item<float>().ShouldBe(0);
        y.narrow(1, 3, 1).abs().sum().item<float>().ShouldBe(0);
        y.narrow(1, 1, 1).flatten().data<float>().ToArray().ShouldBe([0f, 2f, 8f, 10f]);
        y.narrow(1, 2, 1).flatten().data<float>().ToArray().ShouldBe([16f, 18f, 24f, 26f]);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(2)]
    public void Refuses_a_depth_that_is_not_6n_plus_2(int depth) =>
        Should.Throw<TrainingInputException>(() => Create(depth)).Field.ShouldBe("modelOptions.depth");

    [Theory]
    [InlineData("preActivation", 32)]
    [InlineData("imageNet", 20)]
    [InlineData("imageNet", 66)]
    [InlineData("cifar", 29)]
    public void Refuses_a_depth_of_another_variant(string variant, int depth) =>
        Should.Throw<TrainingInputException>(() => Create(variant, depth, 64)).Field.ShouldBe("modelOptions.depth");

    [Fact]
    public void A_variant_alone_takes_its_own_depth()
    {
        using var network = new ResNet().Create(new JsonObject { ["variant"] = "preActivation" }, new ImageShape(3, 32), 10, 1, new Fp32Session());
        network.named_children().Count(child => child.name.StartsWith("stage", StringComparison.Ordinal)).ShouldBe(9);
    }
}
