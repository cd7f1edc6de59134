namespace Mantissa.Training.Accelerators.Integer;

/// <summary>The products of a convolution.</summary>
internal sealed class ConvolutionProduct(ConvolutionShape shape, IntegerArithmetic arithmetic, int bits) : IntegerProduct(arithmetic, bits)
{
    private readonly IntegerConvolution _convolution = new(shape, arithmetic);

    protected override long[] Shape(ProductKind kind) => kind switch
    {
        ProductKind.Result => [shape.Images, shape.Groups * shape.Outputs, shape.Output.Height, shape.Output.Width],
        ProductKind.Input => [shape.Images, shape.Groups * shape.Inputs, shape.Input.Height, shape.Input.Width],
        _ => [shape.Groups * shape.Outputs, shape.Inputs, shape.Kernel.Height, shape.Kernel.Width],
    };

    protected override void Compute(ProductKind kind, IntegerOperand first, IntegerOperand second, Span<float> result)
    {
        if (kind == ProductKind.Result)
            _convolution.Result(first, second, result);
        else if (kind == ProductKind.Input)
            _convolution.Input(first, second, result);
        else
            _convolution.Weight(second, first, result);
    }
}
