using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number as an operand: converted implicitly from the primitive types.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Number number) => Number = number;

    internal Number Number { get; }

    /// <summary>Int64, Float64 or Bool: scalars are kept at full width.</summary>
    public torch.ScalarType Type => Number.Kind switch
    {
        NumberKind.Integer => torch.ScalarType.Int64,
        NumberKind.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(byte value) => new(Number.Integer(value));

    public static implicit operator Scalar(sbyte value) => new(Number.Integer(value));

    public static implicit operator Scalar(short value) => new(Number.Integer(value));

    public static implicit operator Scalar(int value) => new(Number.Integer(value));

    public static implicit operator Scalar(long value) => new(Number.Integer(value));

    public static implicit operator Scalar(Half value) => new(Number.Real((double)value));

    public static implicit operator Scalar(float value) => new(Number.Real(value));

    public static implicit operator Scalar(double value) => new(Number.Real(value));

    public static implicit operator Scalar(bool value) => new(Number.Boolean(value));

    /// <summary>Scalars hold no native memory here; the method exists because TorchSharp's do.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    internal static Number Required(Scalar? value, string name) =>
        value?.Number ?? throw new ArgumentNullException(name);

    internal static Number Optional(Scalar? value) => value?.Number ?? Number.None;
}
