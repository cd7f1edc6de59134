using System.Runtime.InteropServices;

namespace Mantissa.Torch.Tests.Tensors;

public class ErrorTests
{
    [Fact]
    public void Libtorchs_message_arrives_without_its_stack()
    {
        var error = Should.Throw<ExternalException>(() => zeros(2, 3).mm(zeros(2, 3)));
        error.Message.ShouldContain("cannot be multiplied");
        error.Message.ShouldNotContain("Exception raised from");
        error.Message.ShouldNotContain("frame #");
    }

    [Fact]
    public void In_place_operations_report_errors_too() =>
        Should.Throw<ExternalException>(() => zeros(2).add_(zeros(3))).Message.ShouldContain("size");

    [Fact]
    public void A_disposed_tensor_cannot_be_used_or_disposed_twice()
    {
        var x = ones(3);
        var data = x.data<float>();
        x.Dispose();
        x.Dispose();
        x.IsInvalid.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => x.add(1));
        Should.Throw<ObjectDisposedException>(() => ones(3).add(x));
        Should.Throw<ObjectDisposedException>(() => x.shape);
        Should.Throw<ObjectDisposedException>(() => data[0]);
        Should.Throw<InvalidOperationException>(() => x.sum());
        x.ToString().ShouldBe("disposed tensor");
    }

    [Fact]
    public void Dimensions_are_checked()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => zeros(2, 3).size(2));
        zeros(2, 3).size(-1).ShouldBe(3);
        Should.Throw<ArgumentOutOfRangeException>(() => zeros(2, 3).view(-2, 3));
        Should.Throw<ExternalException>(() => zeros(2, 3).view(4, -1));
    }

    [Fact]
    public void Windows_are_checked_before_native_code()
    {
        var image = zeros(1, 1, 8, 8);
        Should.Throw<ArgumentOutOfRangeException>(() => nn.functional.max_pool2d(image, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => nn.functional.avg_pool2d(image, 2, stride: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => nn.functional.conv2d(image, zeros(1, 1, 3, 3), padding: [-1, 0]));
        Should.Throw<ArgumentOutOfRangeException>(() => nn.functional.conv2d(image, zeros(1, 1, 3, 3), groups: 0));
        Should.Throw<ExternalException>(() => nn.functional.conv2d(image, zeros(1, 1, 9, 9)));
    }

    [Fact]
    public void Every_thread_has_its_own_error() => Parallel.For(0, 200, i =>
    {
        var width = (i % 7) + 2;
        Should.Throw<ExternalException>(() => zeros(1, width).mm(zeros(1, width))).Message.ShouldContain($"1x{width}");
    });
}
