using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>What convolutions and transposed convolutions share: geometry, weight and bias.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
        torch.Device? device = null, torch.ScalarType? dtype = null)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{in_channels} and {out_channels} channels cannot be divided into {groups} groups.", nameof(groups));
        if (transposed && padding_mode != PaddingModes.Zeros)
            throw new ArgumentException("A transposed convolution pads with zeros only.", nameof(padding_mode));

        (this.in_channels, this.out_channels, this.groups, this.transposed) = (in_channels, out_channels, groups, transposed);
        (this.kernel_size, this.stride, this.dilation, this.output_padding) = (kernel_size, stride, dilation, output_padding);
        this.padding_mode = padding_mode;
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding ?? new long[kernel_size.Length]);

        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = torch.nn.Parameter(torch.empty(shape, dtype, device));
        if (bias) this.bias = torch.nn.Parameter(torch.empty(out_channels, dtype, device));
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (ReferenceEquals(value, _weight)) return;
            _weight?.Dispose();
            _weight = (Parameter)value.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), _weight);
        }
    }

    public Parameter? bias
    {
        get => _bias;
        set
        {
            if (ReferenceEquals(value, _bias)) return;
            _bias?.Dispose();
            _bias = (Parameter?)value?.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(bias), _bias);
        }
    }

    public void SetPadding(long[] padding) => (this.padding, padding_type) = (padding, null);

    public void SetPadding(Padding padding)
    {
        if (transposed) throw new ArgumentException("A transposed convolution's padding is given in numbers.", nameof(padding));
        if (padding == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException("Padding that keeps the size needs a stride of 1.", nameof(padding));
        (this.padding, padding_type) = (null, padding);
    }

    /// <summary>Uniform in ±1/√fan-in, the weights by He 2015 with a = √5, which is the same.</summary>
    public void reset_parameters()
    {
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null) torch.nn.init.UniformByFanIn(bias, weight);
    }

    /// <summary>Whether the input is [N, C, …] or [C, …] with the expected number of channels.</summary>
    protected bool ValidateShape(torch.Tensor input, long dimensions)
    {
        var present = input.Dimensions;
        return (present == dimensions + 2 || present == dimensions + 1) && input.size((int)(present - dimensions - 1)) == in_channels;
    }
}
