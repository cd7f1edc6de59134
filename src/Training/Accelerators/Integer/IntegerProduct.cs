using System.Runtime.InteropServices;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>Which of the three tensors of a layer is computed from the other two.</summary>
internal enum ProductKind
{
    Result,
    Input,
    Weight,
}

/// <summary>A layer's products on tensors of the tensor library.</summary>
/// <param name="arithmetic">How products are computed.</param>
/// <param name="bits">The bits that operands are stored with.</param>
internal abstract class IntegerProduct(IntegerArithmetic arithmetic, int bits)
{
    protected IntegerArithmetic Arithmetic => arithmetic;

    /// <summary>The tensor of a kind from the other two, in the order result, input, weight.</summary>
    public Tensor Compute(ProductKind kind, Tensor first, Tensor second)
    {
        using var inference = no_grad();
        using var one = Quantise(first);
        using var other = Quantise(second);
        var result = empty(Shape(kind));
        Compute(kind, one, other, Values(result));
        return result;
    }

    /// <summary>Shape of the tensor of a kind.</summary>
    protected abstract long[] Shape(ProductKind kind);

    protected abstract void Compute(ProductKind kind, IntegerOperand first, IntegerOperand second, Span<float> result);

    private IntegerOperand Quantise(Tensor tensor)
    {
        // Before a copy is made, which may be as large as memory where elements repeat.
        if (tensor.numel() > TensorMemory.PartLength)
            throw new ArgumentException($"The integer datapath takes tensors of at most {TensorMemory.PartLength:N0} values; this one has {tensor.numel():N0}.", nameof(tensor));
        using var contiguous = tensor.contiguous();
        return IntegerOperand.Quantise(Values(contiguous), arithmetic.OperandBits(bits));
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
