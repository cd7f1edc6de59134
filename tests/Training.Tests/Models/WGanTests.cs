using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models;

public class WGanTests
{
    private static GanNetworks Create(int size, JsonObject? options = null) =>
        new WGan().Create(options ?? [], new ImageShape(3, size), 1, new Fp32Session());

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Maps_noise_to_images_and_images_to_one_number(int size)
    {
        using var scope = NewDisposeScope();
        using var networks = Create(size, new JsonObject { ["features"] = 8, ["extraLayers"] = 1, ["noiseDimension"] = 10 });
        var images = networks.Generator.call(randn(3, 10));
        images.shape.ShouldBe([3L, 3L, size, size]);
        images.abs().max().item<float>().ShouldBeLessThanOrEqualTo(1);
        networks.Critic.call(images).shape.ShouldBe([3L]);
    }

    /// <summary>Counted from the layer table of Radford et al. 2015, figure 1, with 100-dimensional noise and 64 features at 64 px.</summary>
    [Fact]
    public void Has_the_parameters_of_the_64_px_networks()
    {
        using var networks = Create(64, new JsonObject { ["noiseDimension"] = 100 });
        var kernels = 16 * ((100 * 512) + (512 * 256) + (256 * 128) + (128 * 64) + (64 * 3));
        var norms = 2 * (512 + 256 + 128 + 64);
        networks.Generator.parameters().Sum(parameter => parameter.numel()).ShouldBe(kernels + norms);
        networks.Generator.parameters().Sum(parameter => parameter.numel()).ShouldBe(3_576_704);
        networks.Critic.parameters().Sum(parameter => parameter.numel()).ShouldBe(2_765_568);
    }

    [Fact]
    public void A_critic_under_the_gradient_penalty_looks_at_each_image_alone()
    {
        using var scope = NewDisposeScope();
        using var networks = Create(32, new JsonObject { ["features"] = 8, ["extraLayers"] = 1, ["constraint"] = "gradientPenalty" });
        networks.Critic.named_buffers().ShouldBeEmpty();
        var images = randn(3, 3, 32, 32);
        var alone = networks.Critic.call(images.narrow(0, 1, 1));
        networks.Critic.call(images).narrow(0, 1, 1).allclose(alone, rtol: 1e-4, atol: 1e-6).ShouldBeTrue();
        // Batch norm, which the other critic has, mixes them.
        using var clipped = Create(32, new JsonObject { ["features"] = 8, ["extraLayers"] = 1 });
        clipped.Critic.call(images).narrow(0, 1, 1).allclose(clipped.Critic.call(images.narrow(0, 1, 1)), rtol: 1e-4, atol: 1e-6).ShouldBeFalse();
    }

    [Fact]
    public void Extra_layers_go_into_both_networks()
    {
        using var plain = Create(32);
        using var extra = Create(32, new JsonObject { ["extraLayers"] = 4 });
        var added = 4 * ((64 * 64 * 9) + 128);
        foreach (var (with, without) in new[] { (extra.Generator, plain.Generator), (extra.Critic, plain.Critic) })
            (with.parameters().Sum(p => p.numel()) - without.parameters().Sum(p => p.numel())).ShouldBe(added);
    }

    [Fact]
    public void Initial_weights_are_those_of_DC_GAN()
    {
        using var networks = Create(32);
        foreach (var (name, parameter) in networks.Generator.named_parameters().Concat(networks.Critic.named_parameters()))
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.abs().sum().item<float>().ShouldBe(0);
            else if (parameter.numel() > 1000)
                parameter.std().item<float>().ShouldBe(0.02f, 0.001f, name);
            else
                parameter.mean().item<float>().ShouldBe(parameter.dim() > 1 ? 0 : 1, 0.01f, name);
        }
    }

    [Fact]
    public void The_noise_has_the_distribution_that_was_chosen()
    {
        var values = new float[100_000];
        new LatentNoise(NoiseKind.Uniform, 1).Fill(values, new(1, "test"));
        values.Min().ShouldBeInRange(-1, -0.999f);
        values.Max().ShouldBeInRange(0.999f, 1);
        new LatentNoise(NoiseKind.Normal, 1).Fill(values, new(1, "test"));
        values.Average().ShouldBe(0, 0.02f);
        values.Average(value => value * value).ShouldBe(1, 0.02f);
    }
}
