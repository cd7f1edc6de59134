using System.Buffers;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>A fully-connected layer x·Wᵀ and its two gradients in INT16 products and INT32 chains.</summary>
internal sealed class IntegerLinear(int images, int inputs, int outputs, IntegerArithmetic arithmetic)
{
    // Indices follow from the shape alone, and every step has the same shapes.
    private readonly Dictionary<(int Count, int Step), int[]> _multiples = [];

    /// <summary>The layer: Σ over the inputs.</summary>
    /// <param name="input">[images, inputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="result">[images, outputs].</param>
    public void Result(IntegerOperand input, IntegerOperand weight, Span<float> result) =>
        Run(Multiples(outputs, inputs), Multiples(inputs, 1), images, input, weight, input.Mantissas, weight.Mantissas, result);

    /// <summary>The gradient of the input: Σ over the outputs.</summary>
    /// <param name="output">[images, outputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="result">[images, inputs].</param>
    public void Input(IntegerOperand output, IntegerOperand weight, Span<float> result) =>
        Run(Multiples(inputs, 1), Multiples(outputs, inputs), images, output, weight, output.Mantissas, weight.Mantissas, result);

    /// <summary>The gradient of the weight: Σ over the images.</summary>
    /// <param name="input">[images, inputs].</param>
    /// <param name="output">[images, outputs].</param>
    /// <param name="result">[outputs, inputs].</param>
    public void Weight(IntegerOperand input, IntegerOperand output, Span<float> result)
    {
        var transposed = ArrayPool<short>.Shared.Rent(output.Length + 1);
        for (var image = 0; image < images; image++)
            for (var i = 0; i < outputs; i++)
                transposed[(i * images) + image] = output.Mantissas[(image * outputs) + i];
        Run(Multiples(inputs, 1), Multiples(images, inputs), outputs, input, output, transposed, input.Mantissas, result);
        ArrayPool<short>.Shared.Return(transposed);
    }

    private void Run(
        int[] bases, int[] offsets, int rows, IntegerOperand one, IntegerOperand other, short[] left, short[] right, Span<float> result) =>
        arithmetic.Run(
            new IndexedProduct(bases, offsets, rows, arithmetic.Chain(one, other))
            {
                Exponent = one.Exponent + other.Exponent,
                Images = 1,
                Instructions = arithmetic.Instructions,
            },
            one, other, left, right, result);

    private int[] Multiples(int count, int step)
    {
        if (_multiples.TryGetValue((count, step), out var multiples))
            return multiples;
        _multiples.Add((count, step), multiples = new int[count]);
        for (var i = 0; i < count; i++)
            multiples[i] = checked(i * step);
        return multiples;
    }
}
