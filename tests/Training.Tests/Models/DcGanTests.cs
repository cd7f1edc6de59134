using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models;

public class DcGanTests
{
    private static GanNetworks Create(int size, JsonObject? options = null, int channels = 3) =>
        new DcGan().Create(options ?? [], new ImageShape(channels, size), 1, new Fp32Session());

    /// <summary>Radford et al. 2015, figure 1: 100 numbers become 4×4 maps, whose side doubles to 64 px; half the maps of the figure.</summary>
    [Fact]
    public void The_64_px_networks_have_the_parameters_of_the_layer_table()
    {
        using var networks = Create(64);
        int[] maps = [512, 256, 128, 64];
        int[] doubled = [.. maps.SkipLast(1).Zip(maps.Skip(1), (from, to) => from * to)];
        var norms = 2 * maps.Sum();
        networks.Generator.parameters().Sum(parameter => parameter.numel()).ShouldBe((16 * ((100 * 512) + doubled.Sum() + (64 * 3))) + norms);
        // The discriminator mirrors it; its first layer has no batch norm.
        networks.Critic.parameters().Sum(parameter => parameter.numel()).ShouldBe((16 * ((3 * 64) + doubled.Sum() + 512)) + norms - (2 * 64));
    }

    [Theory]
    [InlineData(32, 3)]
    [InlineData(64, 1)]
    public void The_side_doubles_from_layer_to_layer(int size, int channels)
    {
        using var scope = NewDisposeScope();
        using var networks = Create(size, new JsonObject { ["features"] = 8 }, channels);
        var x = randn(2, 100, 1, 1);
        var side = 4;
        foreach (var (_, layer) in networks.Generator.named_children().Where(child => child.module is TorchSharp.Modules.ConvTranspose2d))
        {
            x = ((nn.Module<Tensor, Tensor>)layer).call(x);
            x.shape[2..].ShouldBe([side, side]);
            side *= 2;
        }

        x.shape.ShouldBe([2L, channels, size, size]);
        networks.Critic.call(x).shape.ShouldBe([2L]);
        networks.Constraint.ShouldBeNull();
    }
}
