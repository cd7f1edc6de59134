using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// The memory in which results were stored since the last <see cref="Clear"/>. A tensor that lies in it is being stored a second time,
/// for another use, and must leave the first store as it is.
/// </summary>
/// <remarks>
/// Whether a store is in place decides what ReLU's backward sees, so for tensors of a graph the answer must not depend on where freed
/// memory turns up again: such memory is held until the pass is over, which the graph does anyway. Outside a graph a wrong yes costs a
/// copy where none was needed, nothing else.
/// </remarks>
internal sealed class StoredMemory
{
    private readonly List<(nuint Start, nuint End)> _graph = [];
    private readonly List<(nuint Start, nuint End)> _other = [];
    private readonly List<Tensor> _held = [];

    public bool Overlaps(ReadOnlySpan<float> values, bool inGraph)
    {
        var block = Block(values);
        return Overlaps(_graph, block) || (!inGraph && Overlaps(_other, block));
    }

    /// <param name="stored">The tensor, whose memory is <paramref name="values"/>.</param>
    /// <param name="values">The memory.</param>
    /// <param name="inGraph">Whether autograd will go back through it.</param>
    public void Add(Tensor stored, ReadOnlySpan<float> values, bool inGraph)
    {
        var blocks = inGraph ? _graph : _other;
        var block = Block(values);
        if (blocks.Contains(block))
            return;
        blocks.Add(block);
        if (inGraph)
            _held.Add(stored.detach().DetachFromDisposeScope());
    }

    public void Clear()
    {
        foreach (var tensor in _held)
            tensor.Dispose();
        _held.Clear();
        _graph.Clear();
        _other.Clear();
    }

    private static bool Overlaps(List<(nuint Start, nuint End)> blocks, (nuint Start, nuint End) searched)
    {
        foreach (var block in CollectionsMarshal.AsSpan(blocks))
            if (searched.Start < block.End && block.Start < searched.End)
                return true;
        return false;
    }

    private static unsafe (nuint Start, nuint End) Block(ReadOnlySpan<float> values)
    {
        // Tensor memory does not move.
        var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
        return (start, start + ((nuint)values.Length * sizeof(float)));
    }
}
