namespace Mantissa.Torch.Tests.Scopes;

public class GradientModeTests
{
    [Fact]
    public void No_grad_lasts_until_it_is_disposed()
    {
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad()) (x * 2).requires_grad.ShouldBeTrue();
            is_grad_enabled().ShouldBeFalse();
        }

        (x * 2).requires_grad.ShouldBeTrue();
    }

    [Fact]
    public void Inference_mode_keeps_tensors_out_of_autograd()
    {
        var x = ones(2, requires_grad: true);
        Tensor y;
        using (inference_mode())
        {
            is_inference_mode_enabled().ShouldBeTrue();
            y = x * 2;
        }

        is_inference_mode_enabled().ShouldBeFalse();
        y.requires_grad.ShouldBeFalse();
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.mul(x)).Message.ShouldContain("Inference tensors");
    }
}
