using System.Runtime.InteropServices;

namespace Mantissa.Torch.Tests.Tensors;

public class FactoryTests
{
    [Fact]
    public void Arrays_keep_values_shape_and_type()
    {
        var grid = tensor(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        grid.shape.ShouldBe([2, 3]);
        grid.dtype.ShouldBe(ScalarType.Float64);
        grid[1, 2].item<double>().ShouldBe(6);

        tensor(new long[] { 1, 2, 3, 4 }, [2, 2], dtype: ScalarType.Float32)[1, 0].item<float>().ShouldBe(3);
        tensor(new List<float> { 1, 2, 3, 4, 5, 6 }, 3, 2).shape.ShouldBe([3, 2]);
        tensor(new[] { true, false }).dtype.ShouldBe(ScalarType.Bool);
        tensor(new[] { (Half)0.5 }).data<Half>()[0].ShouldBe((Half)0.5);
        from_array(new sbyte[,,] { { { -1, 2 } } }).shape.ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void A_tensor_has_its_own_copy_of_an_array()
    {
        float[] source = [1, 2, 3];
        var copy = tensor(source);
        source[0] = 9;
        copy[0].item<float>().ShouldBe(1);
    }

    [Fact]
    public void Fills_and_sequences()
    {
        zeros(2, 3).sum().item<float>().ShouldBe(0);
        ones(2L, 3L, dtype: int64).sum().item<long>().ShouldBe(6);
        full([2, 2], 0.5).mean().item<float>().ShouldBe(0.5f);
        eye(3).sum().item<float>().ShouldBe(3);
        arange(2, 8, 2).data<long>().ToArray().ShouldBe([2, 4, 6]);
        arange(0.0, 1.0, 0.25).data<float>().ToArray().ShouldBe([0, 0.25f, 0.5f, 0.75f]);
        linspace(0, 1, 5, dtype: float64).data<double>().ToArray().ShouldBe([0, 0.25, 0.5, 0.75, 1]);
        zeros_like(ones(2, dtype: float64)).dtype.ShouldBe(ScalarType.Float64);
        tensor(3).dtype.ShouldBe(ScalarType.Int32);
        tensor(3L).dtype.ShouldBe(ScalarType.Int64);
        tensor(3f).dim().ShouldBe(0);
    }

    [Fact]
    public void What_is_like_a_tensor_lies_in_memory_as_it_does()
    {
        var turned = arange(6, dtype: float32).view(2, 3).t();
        foreach (var like in new[] { empty_like(turned), zeros_like(turned), ones_like(turned), full_like(turned, 2) })
            like.stride().ShouldBe([1, 3]);
    }

    [Fact]
    public void Gradient_tracking_is_asked_for()
    {
        zeros(2).requires_grad.ShouldBeFalse();
        zeros(2, requires_grad: true).requires_grad.ShouldBeTrue();
        tensor(new float[] { 1 }, requires_grad: true).is_leaf.ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(long.MaxValue, 2)]
    [InlineData(1L << 40, 1L << 40)]
    public void Impossible_sizes_do_not_reach_native_code(long rows, long columns) =>
        Should.Throw<ArgumentOutOfRangeException>(() => zeros(rows, columns));

    [Fact]
    public void A_tensor_that_does_not_fit_into_memory_is_an_error() =>
        Should.Throw<ExternalException>(() => empty(1L << 50)).Message.ShouldContain("memory", Case.Insensitive);

    [Fact]
    public void Data_must_fill_the_shape() =>
        Should.Throw<ArgumentException>(() => tensor(new float[5], [2, 3])).Message.ShouldContain("[2, 3]");

    [Fact]
    public void Devices_are_parsed_and_checked()
    {
        device("cpu").ToString().ShouldBe("cpu");
        device("cuda:1").index.ShouldBe(1);
        Should.Throw<ArgumentException>(() => device("toaster"));
        Should.Throw<ArgumentException>(() => device("cuda:x"));
        zeros(3, device: META).device_type.ShouldBe(DeviceType.META);
        if (!cuda.is_available()) Should.Throw<InvalidOperationException>(() => zeros(3, device: CUDA));
    }
}
