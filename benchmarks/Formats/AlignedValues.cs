using System.Runtime.InteropServices;

namespace Mantissa.Benchmarks.Formats;

/// <summary>Memory as tensors have it: from the C heap, and aligned to a cache line, which an array need not be.</summary>
internal sealed unsafe class AlignedValues(int length) : IDisposable
{
    private readonly float* _memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);

    public Span<float> Span => new(_memory, length);

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
