using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary><see cref="FixedPointKernel"/> on tensors: by its own loops on the CPU, by tensor operations elsewhere; the bits are the same.</summary>
internal static class FixedPointTensor
{
    /// <summary>What a store of <paramref name="source"/> would count.</summary>
    public static QuantisationCounts Measure(Tensor source, FixedPointGrid grid, KernelThreads threads)
    {
        if (source.device_type != DeviceType.CPU)
        {
            using var scope = NewDisposeScope();
            return FixedPointOperations.Quantise(source, grid, Rounding.NearestEven, default).Counts;
        }

        var counts = default(QuantisationCounts);
        var total = source.numel();
        for (long start = 0; start < total; start += TensorMemory.PartLength)
            counts = counts.Plus(FixedPointKernel.Measure(TensorMemory.Part(source, start, TensorMemory.LengthFrom(start, total)), grid, threads));
        return counts;
    }

    /// <summary>Stores a dense float32 tensor into one of the same shape and strides, or into itself.</summary>
    public static QuantisationCounts Quantise(
        Tensor source, Tensor destination, FixedPointGrid grid, Rounding rounding, CounterRandom random, KernelThreads threads)
    {
        if (source.device_type != DeviceType.CPU)
        {
            using var inference = no_grad();
            using var scope = NewDisposeScope();
            var (stored, seen) = FixedPointOperations.Quantise(source, grid, rounding, random);
            destination.copy_(stored);
            return seen;
        }

        var counts = default(QuantisationCounts);
        var total = source.numel();
        for (long start = 0; start < total; start += TensorMemory.PartLength)
        {
            var from = TensorMemory.Part(source, start, TensorMemory.LengthFrom(start, total));
            var to = TensorMemory.PartOf(destination, source, from, start);
            counts = counts.Plus(FixedPointKernel.Quantise(from, to, grid, rounding, random, (ulong)start, threads));
        }

        return counts;
    }
}
