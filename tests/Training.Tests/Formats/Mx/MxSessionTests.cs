using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Mx;

/// <summary>Along which dimension of a tensor the blocks go.</summary>
public sealed class MxSessionTests
{
    private static readonly CounterRandom Random = new(17, "mx test");

    [Theory]
    [InlineData(TensorUse.Operand, 1)]
    [InlineData(TensorUse.Operand | TensorUse.Transposed, 0)]
    public void Blocks_go_along_the_dimension_that_products_are_summed_over(TensorUse use, int axis)
    {
        using var session = FormatSessions.Create("mxint8");
        long[] shape = [40, 70, 3, 3];
        var values = Values(shape);
        var expected = new float[values.Length];
        BlockKernel.Quantise(values, expected, BlockShape.Along(shape, axis), FloatGrid.Int8);
        var weight = tensor(values).view(shape);
        session.StoreInPlace(weight, "weight", use).ShouldBeTrue();
        weight.data<float>().ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Gradients_have_their_blocks_along_the_channels_whatever_the_order_in_memory()
    {
        using var session = FormatSessions.Create("mxfp8-e4m3");
        long[] shape = [2, 40, 5, 7];
        var values = Values(shape);
        var expected = new float[values.Length];
        BlockKernel.Quantise(values, expected, BlockShape.Along(shape, 1), FloatGrid.E4M3);
        var leaf = zeros(shape).requires_grad_();
        var incoming = tensor(values).view(shape).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        session.Store(leaf * 1, "layer", TensorUse.Product).backward([incoming]);
        leaf.grad!.contiguous().data<float>().ToArray().ShouldBe(expected);
    }

    [Fact]
    public void A_vector_is_one_row()
    {
        using var session = FormatSessions.Create("mxint8");
        var values = Values([70]);
        var expected = new float[70];
        BlockKernel.Quantise(values, expected, new BlockShape(1, 70, 1), FloatGrid.Int8);
        session.Store(tensor(values), "vector").data<float>().ToArray().ShouldBe(expected);
    }

    private static float[] Values(long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        Random.FillNormal(values);
        for (var i = 0; i < values.Length; i++)
            values[i] *= MathF.Exp(i % 13);
        return values;
    }
}
