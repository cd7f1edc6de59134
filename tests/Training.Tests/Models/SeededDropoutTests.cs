using Mantissa.Training.Models;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Models;

public class SeededDropoutTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void Drops_its_share_and_keeps_the_mean(double probability)
    {
        using var scope = NewDisposeScope();
        using var dropout = new SeededDropout("drop", probability, 1);
        var output = dropout.call(ones(200_000));
        output.eq(0).mean([0], type: ScalarType.Float32).item<float>().ShouldBe((float)probability, 0.01f);
        output.max().item<float>().ShouldBe((float)(1 / (1 - probability)), 1e-6f);
    }

    [Fact]
    public void The_mask_depends_on_seed_layer_and_pass_only()
    {
        using var scope = NewDisposeScope();
        using var first = new SeededDropout("drop", 0.5, 1);
        using var same = new SeededDropout("drop", 0.5, 1);
        var masks = new[] { first.call(ones(1000)), first.call(ones(1000)) };
        Equal(masks[0], masks[1]).ShouldBeFalse();
        Equal(same.call(full([1000], 3f)), masks[0] * 3).ShouldBeTrue();
        Equal(new SeededDropout("other", 0.5, 1).call(ones(1000)), masks[0]).ShouldBeFalse();
        Equal(new SeededDropout("drop", 0.5, 2).call(ones(1000)), masks[0]).ShouldBeFalse();
        // A checkpoint restores buffers.
        using var resumed = new SeededDropout("drop", 0.5, 1);
        resumed.load_state_dict(same.state_dict());
        Equal(resumed.call(ones(1000)), masks[1]).ShouldBeTrue();
    }

    [Fact]
    public void A_gradient_passes_where_a_value_did()
    {
        using var scope = NewDisposeScope();
        using var dropout = new SeededDropout("drop", 0.5, 1);
        var input = ones(1000).requires_grad_();
        var output = dropout.call(input);
        output.sum().backward();
        Equal(input.grad!, output.detach()).ShouldBeTrue();
    }

    private static bool Equal(Tensor a, Tensor b) => a.equal(b).all().item<bool>();
}
