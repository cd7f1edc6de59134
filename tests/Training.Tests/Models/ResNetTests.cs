using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models;

public class ResNetTests
{
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
}
