using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models;

public class AlexNetTests
{
    private static nn.Module<Tensor, Tensor> Create(int size, JsonObject? options = null, int classes = 10, long seed = 1) =>
        new AlexNet().Create(options ?? [], new ImageShape(3, size), classes, seed, new Fp32Session());

    private static long Count(nn.Module network) => network.parameters().Sum(parameter => parameter.numel());

    /// <summary>Krizhevsky et al. 2012 say 60 million; this is the count of their layers, and of one tower as wide as both.</summary>
    [Theory]
    [InlineData(true, 60_965_224)]
    [InlineData(false, 62_378_344)]
    public void Has_the_published_number_of_parameters(bool towers, long exact)
    {
        using var network = Create(224, new JsonObject { ["twoTowers"] = towers }, 1000);
        Count(network).ShouldBe(exact);
    }

    /// <summary>Three maps, 3×3 kernels after the first two layers, 3×3 maps left of 32 px, 1024 hidden units.</summary>
    [Fact]
    public void Small_images_have_smaller_layers()
    {
        using var network = Create(32);
        Count(network).ShouldBe(
            (3 * 96 * 25) + 96 + (48 * 256 * 25) + 256 + (256 * 384 * 9) + 384 + (192 * 384 * 9) + 384 + (192 * 256 * 9) + 256
            + (256 * 9 * 1024) + 1024 + (1024 * 1024) + 1024 + (1024 * 10) + 10);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    [InlineData(227)]
    public void Gives_a_number_per_class_for_any_size(int size)
    {
        using var scope = NewDisposeScope();
        using var network = Create(size, new JsonObject { ["width"] = 0.0625 }, 7);
        network.call(rand(2, 3, size, size)).shape.ShouldBe([2L, 7L]);
    }

    [Fact]
    public void The_width_scales_every_layer()
    {
        using var half = Create(32, new JsonObject { ["width"] = 0.5 });
        var shapes = half.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.shape);
        new[] { "conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7" }.Select(layer => shapes[$"{layer}.weight"][0])
            .ShouldBe([48L, 128, 192, 192, 128, 512, 512]);
    }

    /// <summary>b = a / (k + α Σ a²)^β over five maps (section 3.3), in double precision.</summary>
    [Fact]
    public void Response_normalisation_is_that_of_the_paper()
    {
        using var scope = NewDisposeScope();
        var a = randn(1, 8, 2, 2) * 30;
        var b = nn.functional.local_response_norm(a, 5, alpha: 5 * 1e-4, beta: 0.75, k: 2);
        for (var i = 0; i < 8; i++)
        {
            var sum = Enumerable.Range(Math.Max(0, i - 2), Math.Min(7, i + 2) - Math.Max(0, i - 2) + 1)
                .Sum(j => Math.Pow(a[0, j, 1, 0].item<float>(), 2));
            b[0, i, 1, 0].item<float>().ShouldBe((float)(a[0, i, 1, 0].item<float>() / Math.Pow(2 + (1e-4 * sum), 0.75)), 1e-4f);
        }
    }

    [Fact]
    public void Nothing_is_dropped_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var network = Create(16, new JsonObject { ["width"] = 0.25 });
        var images = rand(4, 3, 16, 16);
        network.eval();
        network.call(images).equal(network.call(images)).all().item<bool>().ShouldBeTrue();
        network.train();
        network.call(images).equal(network.call(images)).all().item<bool>().ShouldBeFalse();
    }
}
