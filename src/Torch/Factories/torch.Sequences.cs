using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, … before stop: integers when all three are, else the default type.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var integral = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        var placement = Placement.Of(dtype ?? (integral ? ScalarType.Int64 : get_default_dtype()), device, requires_grad);
        return Tensor.New(mt_arange(start.Number, stop.Number, step.Number, placement));
    }

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return Tensor.New(mt_linspace(start, end, steps, Placement.Of(dtype, device, requires_grad)));
    }

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return Tensor.New(mt_logspace(start, end, steps, @base, Placement.Of(dtype, device, requires_grad)));
    }

    /// <summary>Ones on the diagonal; as many columns as rows unless said otherwise.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return Named(mt_eye(rows, columns < 0 ? rows : columns, Placement.Of(dtype, device, requires_grad)), names);
    }

    public static unsafe Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (size.Length != strides.Length) throw new ArgumentException("Each dimension needs a stride.", nameof(strides));
        _ = Shape.Count(strides, nameof(strides));
        fixed (long* sizes = Shape.Checked(size), steps = strides)
            return Named(mt_empty_strided(sizes, size.Length, steps, Placement.Of(dtype, device, requires_grad)), names);
    }

    /// <summary>A copy of an array of primitives, of any rank, with its element type.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ElementTypes.Of(rawArray.GetType().GetElementType()!) switch
        {
            ScalarType.Float32 => Filled<float>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Float64 => Filled<double>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int64 => Filled<long>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int32 => Filled<int>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int16 => Filled<short>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Int8 => Filled<sbyte>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Byte => Filled<byte>(rawArray, dtype, device, requires_grad, names),
            ScalarType.Bool => Filled<bool>(rawArray, dtype, device, requires_grad, names),
            _ => Filled<Half>(rawArray, dtype, device, requires_grad, names),
        };
}
