using Mantissa.Torch.Tests.Reference;
using F = TorchSharp.torch.nn.functional;

namespace Mantissa.Torch.Tests.Functional;

public class ConvolutionTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(2, 2, 2, 1)]
    [InlineData(1, 1, 1, 2)]
    public void Forward_and_backward_agree_with_the_sums(int stride, int padding, int dilation, int groups)
    {
        var (x, w, b) = (Grid.Wavy(1, 2, 4, 7, 6), Grid.Wavy(2, 6, 4 / groups, 3, 2), Grid.Wavy(3, 6));
        var expected = Convolution.Forward(x, w, b, stride, padding, dilation, groups);
        var gradient = Grid.Wavy(4, expected.Shape);
        var (dx, dw, db) = Convolution.Backward(x, w, gradient, stride, padding, dilation, groups);

        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-11), (ScalarType.Float32, 2e-5) })
        {
            using var scope = NewDisposeScope();
            var (tx, tw, tb) = (x.ToTensor(type, true), w.ToTensor(type, true), b.ToTensor(type, true));
            var y = F.conv2d(tx, tw, tb, [stride, stride], [padding, padding], [dilation, dilation], groups);
            y.backward([gradient.ToTensor(type)]);
            y.ShouldEqual(expected, tolerance);
            tx.grad!.ShouldEqual(dx, tolerance);
            tw.grad!.ShouldEqual(dw, tolerance);
            tb.grad!.ShouldEqual(db, tolerance);
        }
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(4, 0, 0)]
    public void Transposed_convolution_is_the_adjoint(int stride, int padding, int outputPadding)
    {
        using var scope = NewDisposeScope();
        var w = Grid.Wavy(5, 3, 2, 4, 4);
        var small = Grid.Wavy(6, 2, 3, 5, 5).ToTensor();
        var large = F.conv_transpose2d(small, w.ToTensor(), null, [stride, stride], [padding, padding], [outputPadding, outputPadding]);
        var other = Grid.Wavy(7, large.shape);

        // ⟨conv(other), small⟩ = ⟨other, conv_transpose(small)⟩
        var forward = Convolution.Forward(other, w, null, stride, padding, 1, 1).ToTensor();
        var left = (forward * small).sum().item<double>();
        (other.ToTensor() * large).sum().item<double>().ShouldBe(left, 1e-10 * Math.Max(1, Math.Abs(left)));
    }

    [Fact]
    public void Transposed_convolution_has_the_right_gradients()
    {
        var w = Grid.Wavy(5, 2, 3, 4, 4);
        FiniteDifferences.ShouldAgree(x => F.conv_transpose2d(x, w.ToTensor(), null, [2, 2], [1, 1]), Grid.Wavy(6, 1, 2, 3, 3));
        FiniteDifferences.ShouldAgree(k => F.conv_transpose2d(Grid.Wavy(6, 1, 2, 3, 3).ToTensor(), k, null, [2, 2], [1, 1]), w);
    }

    [Fact]
    public void Padding_that_keeps_the_size()
    {
        var (x, w) = (randn(1, 2, 7, 7), randn(3, 2, 3, 3));
        F.conv2d_padding(x, w, padding: Padding.Same).Equals(F.conv2d(x, w, padding: [1, 1])).ShouldBeTrue();
        F.conv2d_padding(x, w, padding: Padding.Valid).shape.ShouldBe([1, 3, 5, 5]);
    }

    [Fact]
    public void Unfolded_windows_times_kernels_are_the_convolution()
    {
        var (x, w) = (Grid.Wavy(1, 2, 3, 6, 6), Grid.Wavy(2, 4, 3, 3, 3));
        var columns = F.unfold(x.ToTensor(), 3, padding: 1, stride: 2);
        w.ToTensor().view(4, -1).matmul(columns).view(2, 4, 3, 3).ShouldEqual(Convolution.Forward(x, w, null, 2, 1, 1, 1));
    }
}
