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

    /// <summary>Stores a tensor, in blocks along a dimension, into one of the same shape and strides, or into itself.</summary>
    public static QuantisationCounts QuantiseBlocks(
        Tensor source, Tensor destination, int axis, FloatGrid element, Rounding rounding, CounterRandom random, KernelThreads threads)
    {
        using var inference = no_grad();
        if (source.device_type != DeviceType.CPU || !source.is_contiguous() || !destination.is_contiguous())
        {
            // Blocks go along a dimension, whatever the order in memory.
            using var dense = source.contiguous();
            using var host = dense.cpu();
            using var stored = empty_like(host);
            var seen = QuantiseBlocks(host, stored, axis, element, rounding, random, threads);
            destination.copy_(stored);
            return seen;
        }

        var counts = default(QuantisationCounts);
        var (shape, length) = (source.shape, source.numel());
        // A part holds whole rows, or where blocks go along the rows, whole blocks of them.
        var row = shape.Length > 1 ? length / shape[0] : 1;
        var rows = Math.Max(TensorMemory.PartLength / row / BlockShape.Block * BlockShape.Block, BlockShape.Block);
        for (long first = 0; first < length; first += rows * row)
        {
            var part = (int)Math.Min(rows * row, length - first);
            var sizes = shape.Length > 1 ? [part / row, .. shape[1..]] : new long[] { part };
            counts = counts.Plus(BlockKernel.Quantise(
                TensorMemory.Part(source, first, part),
                TensorMemory.Part(destination, first, part),
                BlockShape.Along(sizes, shape.Length > 1 ? axis : 0),
                element,
                rounding,
                random,
                (ulong)first,
                threads));
        }

        return counts;
    }

    /// <summary>A copy on the processor, or null when the tensor is there.</summary>
    public static Tensor? OnProcessor(Tensor tensor) => tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
}
