using System.Buffers;

namespace TorchSharp.Interop;

/// <summary>The native handles of several tensors, for the length of one call. Missing tensors are 0.</summary>
internal readonly ref struct Handles
{
    private readonly nint[] rented;
    private readonly int count;

    public Handles(IReadOnlyList<torch.Tensor?> tensors)
    {
        count = tensors.Count;
        rented = ArrayPool<nint>.Shared.Rent(Math.Max(1, count));
        for (var i = 0; i < count; i++) rented[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
    }

    public Handles(ReadOnlySpan<torch.Tensor> tensors)
    {
        count = tensors.Length;
        rented = ArrayPool<nint>.Shared.Rent(Math.Max(1, count));
        for (var i = 0; i < count; i++) rented[i] = tensors[i].Handle;
    }

    public int Count => count;

    public ref nint GetPinnableReference() => ref rented[0];

    public void Dispose() => ArrayPool<nint>.Shared.Return(rented);
}
