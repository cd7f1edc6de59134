using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>What all sites of one session share.</summary>
/// <param name="Grid">The format's values.</param>
/// <param name="Rounding">How values are chosen.</param>
/// <param name="IsScaled">Whether every tensor has a power-of-two scale of its own.</param>
/// <param name="Seed">The run's.</param>
/// <param name="Threads">Threads that share a store.</param>
internal sealed record FloatSettings(FloatGrid Grid, Rounding Rounding, bool IsScaled, long Seed, KernelThreads Threads);
