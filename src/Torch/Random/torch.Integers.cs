using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randint(low, high, Array.ConvertAll(size, s => (long)s), dtype, device, requires_grad, generator, names);

    /// <summary>Uniform integers in [low, high), Int64 unless said otherwise.</summary>
    public static unsafe Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        fixed (long* sizes = Shape.Checked(size))
        {
            var placement = Placement.Of(dtype ?? ScalarType.Int64, device, requires_grad);
            return Named(mt_randint(low, high, sizes, size.Length, generator?.Handle ?? 0, placement), names);
        }
    }

    /// <summary>The numbers 0 … n − 1 in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var permutation = mt_randperm(n, generator?.Handle ?? 0, Placement.Of(dtype ?? ScalarType.Int64, device, requires_grad));
        GC.KeepAlive(generator);
        return Tensor.New(permutation);
    }
}
