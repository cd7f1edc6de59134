using System.Buffers;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>
/// A convolution and its two gradients in INT16 products and INT32 chains. Each of the three is bilinear, and the gradients of one are the
/// other two.
/// </summary>
internal sealed class IntegerConvolution(ConvolutionShape shape, IntegerArithmetic arithmetic)
{
    private readonly Plane _input = shape.Input, _output = shape.Output, _kernel = shape.Kernel;
    private readonly int _window = shape.Inputs * shape.Kernel.Area;

    // Indices follow from the shape alone, and every step has the same shapes.
    private int[]? _windows, _elements, _inputPixels, _inputElements;

    /// <summary>The convolution: Σ over (map, y, x) of a window, in this order.</summary>
    /// <param name="input">[images, groups · inputs, H, W].</param>
    /// <param name="weight">[groups · outputs, inputs, KH, KW].</param>
    /// <param name="result">[images, groups · outputs, OH, OW].</param>
    public void Result(IntegerOperand input, IntegerOperand weight, Span<float> result)
    {
        using var padded = Padded(input);
        var plane = padded.Size.Area;
        arithmetic.Run(
            new IndexedProduct(Windows(padded), Elements(padded), shape.Outputs, arithmetic.Chain(weight, input))
            {
                Exponent = input.Exponent + weight.Exponent,
                Images = shape.Images,
                Groups = shape.Groups,
                LeftStep = (0, (long)shape.Outputs * _window),
                RightStep = ((long)shape.Groups * shape.Inputs * plane, (long)shape.Inputs * plane),
                ResultStep = ((long)shape.Groups * shape.Outputs * _output.Area, (long)shape.Outputs * _output.Area),
                Instructions = arithmetic.Instructions,
            },
            input, weight, weight.Mantissas, padded.Values, result);
    }

    /// <summary>
    /// The gradient of the input, which is also the transposed convolution: Σ over (map of the result, y, x) of the kernel turned by 180°.
    /// </summary>
    /// <param name="output">[images, groups · outputs, OH, OW].</param>
    /// <param name="weight">[groups · outputs, inputs, KH, KW].</param>
    /// <param name="result">[images, groups · inputs, H, W].</param>
    public void Input(IntegerOperand output, IntegerOperand weight, Span<float> result)
    {
        var window = shape.Window;
        using var spread = SpreadPlanes.Create(
            output.Mantissas.AsSpan(0, output.Length),
            shape.Images * shape.Groups * shape.Outputs,
            _output,
            new(_input.Height + window.Height - 1, _input.Width + window.Width - 1),
            new(window.Height - 1 - shape.Padding.Height, window.Width - 1 - shape.Padding.Width),
            shape.Stride);
        var plane = spread.Size.Area;
        var turned = Turned(weight.Mantissas);
        arithmetic.Run(
            new IndexedProduct(
                _inputPixels ??= _input.Indices(spread.Size.Width, new(1, 1)),
                _inputElements ??= Elements(spread.Size, shape.Outputs),
                shape.Inputs,
                arithmetic.Chain(weight, output))
            {
                Exponent = output.Exponent + weight.Exponent,
                Images = shape.Images,
                Groups = shape.Groups,
                LeftStep = (0, (long)shape.Outputs * _window),
                RightStep = ((long)shape.Groups * shape.Outputs * plane, (long)shape.Outputs * plane),
                ResultStep = ((long)shape.Groups * shape.Inputs * _input.Area, (long)shape.Inputs * _input.Area),
                Instructions = arithmetic.Instructions,
            },
            output, weight, turned, spread.Values, result);
        ArrayPool<short>.Shared.Return(turned);
    }

    /// <summary>The gradient of the weight: Σ over the positions of an image, then over the images.</summary>
    /// <param name="input">[images, groups · inputs, H, W].</param>
    /// <param name="output">[images, groups · outputs, OH, OW].</param>
    /// <param name="result">[groups · outputs, inputs, KH, KW].</param>
    public void Weight(IntegerOperand input, IntegerOperand output, Span<float> result)
    {
        using var padded = Padded(input);
        var plane = padded.Size.Area;
        arithmetic.Run(
            new IndexedProduct(Elements(padded), Windows(padded), shape.Outputs, arithmetic.Chain(output, input))
            {
                Exponent = input.Exponent + output.Exponent,
                Images = shape.Images,
                Groups = shape.Groups,
                SumsImages = true,
                LeftStep = ((long)shape.Groups * shape.Outputs * _output.Area, (long)shape.Outputs * _output.Area),
                RightStep = ((long)shape.Groups * shape.Inputs * plane, (long)shape.Inputs * plane),
                ResultStep = (0, (long)shape.Outputs * _window),
                Instructions = arithmetic.Instructions,
            },
            input, output, output.Mantissas, padded.Values, result);
    }

    private SpreadPlanes Padded(IntegerOperand input) => SpreadPlanes.Create(
        input.Mantissas.AsSpan(0, input.Length),
        shape.Images * shape.Groups * shape.Inputs,
        _input,
        new(_input.Height + (2 * shape.Padding.Height), _input.Width + (2 * shape.Padding.Width)),
        shape.Padding,
        new(1, 1));

    /// <summary>Where each window begins.</summary>
    private int[] Windows(SpreadPlanes padded) => _windows ??= _output.Indices(padded.Size.Width, shape.Stride);

    /// <summary>Where each element of a window lies, counted from its beginning.</summary>
    private int[] Elements(SpreadPlanes padded) => _elements ??= Elements(padded.Size, shape.Inputs);

    private int[] Elements(Plane plane, int maps)
    {
        var window = _kernel.Indices(plane.Width, shape.Dilation);
        var elements = new int[checked(maps * window.Length)];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = checked(i / window.Length * plane.Area) + window[i % window.Length];
        return elements;
    }

    /// <summary>From [groups, outputs, inputs, kernel] to [groups, inputs, outputs, kernel turned by 180°].</summary>
    private short[] Turned(short[] weight)
    {
        var area = _kernel.Area;
        var turned = ArrayPool<short>.Shared.Rent((shape.Groups * shape.Outputs * _window) + 1);
        for (var group = 0; group < shape.Groups; group++)
            for (var output = 0; output < shape.Outputs; output++)
                for (var input = 0; input < shape.Inputs; input++)
                {
                    var from = weight.AsSpan(((((group * shape.Outputs) + output) * shape.Inputs) + input) * area, area);
                    var to = turned.AsSpan(((((group * shape.Inputs) + input) * shape.Outputs) + output) * area, area);
                    from.CopyTo(to);
                    to.Reverse();
                }

        return turned;
    }
}
