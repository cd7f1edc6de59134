using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// The memory in which results were stored since the last <see cref="Clear"/>. A tensor that lies in it is being stored a second time,
/// for another use, and must leave the first store as it is.
/// </summary>
/// <remarks>
/// Memory that was freed in between and given to a new tensor looks the same. That costs a copy where none was needed, nothing else.
/// </remarks>
internal sealed class StoredMemory
{
    private readonly List<(nuint Start, nuint End)> _blocks = [];

    public bool Overlaps(ReadOnlySpan<float> values)
    {
        var (start, end) = Block(values);
        foreach (var block in CollectionsMarshal.AsSpan(_blocks))
            if (start < block.End && block.Start < end)
                return true;
        return false;
    }

    public void Add(ReadOnlySpan<float> values)
    {
        var block = Block(values);
        if (!_blocks.Contains(block))
            _blocks.Add(block);
    }

    public void Clear() => _blocks.Clear();

    private static unsafe (nuint Start, nuint End) Block(ReadOnlySpan<float> values)
    {
        // Tensor memory does not move.
        var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
        return (start, start + ((nuint)values.Length * sizeof(float)));
    }
}
