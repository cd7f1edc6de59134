namespace Mantissa.Training.Accelerators.Integer;

/// <summary>The products of a fully-connected layer.</summary>
internal sealed class LinearProduct(int images, int inputs, int outputs, IntegerArithmetic arithmetic, int bits) : IntegerProduct(arithmetic, bits)
{
    private readonly IntegerLinear _linear = new(images, inputs, outputs, arithmetic);

    protected override long[] Shape(ProductKind kind) => kind switch
    {
        ProductKind.Result => [images, outputs],
        ProductKind.Input => [images, inputs],
        _ => [outputs, inputs],
    };

    protected override void Compute(ProductKind kind, IntegerOperand first, IntegerOperand second, Span<float> result)
    {
        if (kind == ProductKind.Result)
            _linear.Result(first, second, result);
        else if (kind == ProductKind.Input)
            _linear.Input(first, second, result);
        else
            _linear.Weight(second, first, result);
    }
}
