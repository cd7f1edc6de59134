using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// The kernels on dense float32 tensors. Tensors of another device travel to the processor and back: slow there, but the same bits.
/// </summary>
internal static class TensorKernels
{
    /// <inheritdoc cref="MagnitudeKernel"/>
    public static float Largest(Tensor source, KernelThreads threads)
    {
        using var inference = no_grad();
        using var host = OnProcessor(source);
        var (largest, total) = (0f, source.numel());
        for (long start = 0; start < total; start += TensorMemory.PartLength)
            largest = Math.Max(largest, MagnitudeKernel.Largest(TensorMemory.Part(host ?? source, start, TensorMemory.LengthFrom(start, total)), threads));
        return largest;
    }

    /// <summary>Stores a tensor into one of the same shape and strides, or into itself.</summary>
    public static QuantisationCounts Quantise(
        Tensor source, Tensor destination, FloatGrid grid, Rounding rounding, CounterRandom random, KernelThreads threads)
    {
        using var inference = no_grad();
        using var host = OnProcessor(source);
        var (counts, total) = (default(QuantisationCounts), source.numel());
        for (long start = 0; start < total; start += TensorMemory.PartLength)
        {
            var length = TensorMemory.LengthFrom(start, total);
            var from = TensorMemory.Part(host ?? source, start, length);
            var to = host is null ? TensorMemory.Part(destination, start, length) : from;
            counts = counts.Plus(FloatKernel.Quantise(from, to, grid, rounding, random, (ulong)start, threads));
        }

        if (host is not null)
            destination.copy_(host);
        return counts;
    }

    /// <summary>A copy on the processor, or null when the tensor is there.</summary>
    public static Tensor? OnProcessor(Tensor tensor) => tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
}
