using Mantissa.Training.Formats.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>
/// Computes convolutions, transposed convolutions and fully-connected layers as integer hardware does: INT16 products, INT32 chains, FP32
/// accumulators. Everything else is left to the tensor library.
/// </summary>
/// <param name="bits">The bits that the format stores operands with; at most 16.</param>
/// <param name="options">Headroom and the length of chains.</param>
/// <param name="threads">Threads that share a product.</param>
internal sealed class IntegerDatapath(int bits, IntegerDatapathOptions options, KernelThreads threads)
{
    private readonly IntegerArithmetic _arithmetic = new(options.Headroom, options.ChainLength, threads);
    private readonly Dictionary<ConvolutionShape, ConvolutionProduct> _convolutions = [];
    private readonly Dictionary<(int Images, int Inputs, int Outputs), LinearProduct> _linears = [];

    /// <summary>The datapath that options ask for; <see langword="null"/> for the tensor library.</summary>
    /// <exception cref="TrainingInputException">Operands have more bits than the multiplier.</exception>
    public static IntegerDatapath? Create(int bits, IntegerDatapathOptions options, KernelThreads threads) => options.Datapath switch
    {
        Datapath.Fast => null,
        _ when bits > 16 => throw new TrainingInputException(
            "formatOptions.datapath", $"The exact datapath multiplies INT16 numbers, and the format has {bits} bits: choose a format of at most 16, or the datapath fast."),
        _ => new IntegerDatapath(bits, options, threads),
    };

    /// <summary>Chains of the run that left INT32.</summary>
    public long Overflows
    {
        get => _arithmetic.Overflows;
        set => _arithmetic.Overflows = value;
    }

    /// <summary>What <paramref name="layer"/> makes of <paramref name="input"/>; its bias is added in FP32.</summary>
    public Tensor Apply(nn.Module<Tensor, Tensor> layer, Tensor input) => layer switch
    {
        _ when input.device_type != DeviceType.CPU => throw new TrainingInputException(
            "formatOptions.datapath", "The exact datapath computes on the processor: choose the device cpu, or the datapath fast."),
        ConvTranspose2d transposed => WithBias(Transposed(transposed, input), transposed.bias?.view(1, -1, 1, 1)),
        Conv2d convolution => WithBias(Convolved(convolution, input), convolution.bias?.view(1, -1, 1, 1)),
        Linear linear => WithBias(Connected(linear, input), linear.bias),
        _ => layer.call(input),
    };

    private static Tensor WithBias(Tensor result, Tensor? bias) => bias is null ? result : result + bias;

    private Tensor Convolved(Conv2d layer, Tensor input)
    {
        var (outputs, inputs) = ((int)(layer.out_channels / layer.groups), (int)(layer.in_channels / layer.groups));
        var shape = Shape(layer, input, inputs, outputs, new((int)input.size(2), (int)input.size(3)));
        return ProductFunction.Apply(Product(shape), ProductKind.Result, input, layer.weight);
    }

    /// <summary>The gradient of the input of the convolution whose result has the shape of <paramref name="input"/>.</summary>
    private Tensor Transposed(ConvTranspose2d layer, Tensor input)
    {
        var (outputs, inputs) = ((int)(layer.in_channels / layer.groups), (int)(layer.out_channels / layer.groups));
        int Side(int d) => (int)(((input.size(d + 2) - 1) * layer.stride[d]) - (2 * layer.padding![d])
            + (layer.dilation[d] * (layer.kernel_size[d] - 1)) + layer.output_padding[d] + 1);
        var shape = Shape(layer, input, inputs, outputs, new(Side(0), Side(1)));
        return ProductFunction.Apply(Product(shape), ProductKind.Input, input, layer.weight);
    }

    private Tensor Connected(Linear layer, Tensor input)
    {
        var shape = (Images: (int)input.size(0), Inputs: (int)layer.in_features, Outputs: (int)layer.out_features);
        if (!_linears.TryGetValue(shape, out var product))
            _linears.Add(shape, product = new LinearProduct(shape.Images, shape.Inputs, shape.Outputs, _arithmetic, bits));
        return ProductFunction.Apply(product, ProductKind.Result, input, layer.weight);
    }

    private ConvolutionProduct Product(ConvolutionShape shape)
    {
        if (!_convolutions.TryGetValue(shape, out var product))
            _convolutions.Add(shape, product = new ConvolutionProduct(shape, _arithmetic, bits));
        return product;
    }

    private static ConvolutionShape Shape(Convolution layer, Tensor batch, int inputs, int outputs, Plane image)
    {
        static Plane Pair(long[] values) => new((int)values[0], (int)values[1]);
        var padding = layer.padding ?? throw new NotSupportedException("The exact datapath takes padding in numbers.");
        return new(
            (int)batch.size(0), (int)layer.groups, inputs, outputs, image, Pair(layer.kernel_size), Pair(layer.stride), Pair(padding), Pair(layer.dilation));
    }
}
