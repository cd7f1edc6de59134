using Mantissa.Training.Formats.Kernels;

namespace Mantissa.Training.Formats.Mx;

/// <summary>What all sites of one session share.</summary>
/// <param name="Element">The format of an element before its block's scale.</param>
/// <param name="Rounding">How values are chosen.</param>
/// <param name="Seed">The run's.</param>
/// <param name="Threads">Threads that share a store.</param>
internal sealed record MxSettings(FloatGrid Element, Rounding Rounding, long Seed, KernelThreads Threads);
