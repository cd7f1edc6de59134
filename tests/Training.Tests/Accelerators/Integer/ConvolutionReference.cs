using Mantissa.Training.Accelerators.Integer;

namespace Mantissa.Training.Tests.Accelerators.Integer;

/// <summary>A convolution and its gradients by seven loops over tensors with four indices.</summary>
internal sealed class ConvolutionReference(ConvolutionShape s, ProductChain chain)
{
    public delegate void Visit(float value, long exact);

    public void Result(IntegerOperand input, IntegerOperand weight, Visit visit)
    {
        for (var n = 0; n < s.Images; n++)
            for (var o = 0; o < s.Groups * s.Outputs; o++)
                for (var y = 0; y < s.Output.Height; y++)
                    for (var x = 0; x < s.Output.Width; x++)
                    {
                        var sum = new ChainReference(chain, input.Exponent + weight.Exponent);
                        for (var c = 0; c < s.Inputs; c++)
                            for (var i = 0; i < s.Kernel.Height; i++)
                                for (var j = 0; j < s.Kernel.Width; j++)
                                    sum.Add(Pixel(input, n, o, c, y, x, i, j), Weight(weight, o, c, i, j));
                        visit(sum.Value(), sum.Exact);
                    }
    }

    public void Input(IntegerOperand output, IntegerOperand weight, Visit visit)
    {
        for (var n = 0; n < s.Images; n++)
            for (var map = 0; map < s.Groups * s.Inputs; map++)
                for (var h = 0; h < s.Input.Height; h++)
                    for (var w = 0; w < s.Input.Width; w++)
                    {
                        var sum = new ChainReference(chain, output.Exponent + weight.Exponent);
                        var (group, c) = (map / s.Inputs, map % s.Inputs);
                        for (var o = group * s.Outputs; o < (group + 1) * s.Outputs; o++)
                            for (var i = s.Kernel.Height - 1; i >= 0; i--)
                                for (var j = s.Kernel.Width - 1; j >= 0; j--)
                                    sum.Add(
                                        Slope(output, n, o, h + s.Padding.Height - (i * s.Dilation.Height), w + s.Padding.Width - (j * s.Dilation.Width)),
                                        Weight(weight, o, c, i, j));
                        visit(sum.Value(), sum.Exact);
                    }
    }

    public void Weight(IntegerOperand input, IntegerOperand output, Visit visit)
    {
        for (var o = 0; o < s.Groups * s.Outputs; o++)
            for (var c = 0; c < s.Inputs; c++)
                for (var i = 0; i < s.Kernel.Height; i++)
                    for (var j = 0; j < s.Kernel.Width; j++)
                    {
                        var sum = new ChainReference(chain, input.Exponent + output.Exponent);
                        for (var n = 0; n < s.Images; n++)
                        {
                            for (var y = 0; y < s.Output.Height; y++)
                                for (var x = 0; x < s.Output.Width; x++)
                                    sum.Add(Pixel(input, n, o, c, y, x, i, j), Output(output, n, o, y, x));
                            sum.Flush();
                        }

                        visit(sum.Value(), sum.Exact);
                    }
    }

    private short Pixel(IntegerOperand input, int n, int o, int c, int y, int x, int i, int j)
    {
        var h = (y * s.Stride.Height) - s.Padding.Height + (i * s.Dilation.Height);
        var w = (x * s.Stride.Width) - s.Padding.Width + (j * s.Dilation.Width);
        if (h < 0 || h >= s.Input.Height || w < 0 || w >= s.Input.Width)
            return 0;
        var map = (o / s.Outputs * s.Inputs) + c;
        return input.Mantissas[(((((n * s.Groups * s.Inputs) + map) * s.Input.Height) + h) * s.Input.Width) + w];
    }

    private short Weight(IntegerOperand weight, int o, int c, int i, int j) =>
        weight.Mantissas[(((((o * s.Inputs) + c) * s.Kernel.Height) + i) * s.Kernel.Width) + j];

    private short Output(IntegerOperand output, int n, int o, int y, int x) =>
        output.Mantissas[(((((n * s.Groups * s.Outputs) + o) * s.Output.Height) + y) * s.Output.Width) + x];

    /// <summary>The gradient at the window that begins at a pixel, if one does.</summary>
    private short Slope(IntegerOperand output, int n, int o, int h, int w)
    {
        if (h < 0 || w < 0 || h % s.Stride.Height != 0 || w % s.Stride.Width != 0)
            return 0;
        var (y, x) = (h / s.Stride.Height, w / s.Stride.Width);
        return y < s.Output.Height && x < s.Output.Width ? Output(output, n, o, y, x) : (short)0;
    }
}
