using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a CPU tensor as values of <typeparamref name="T"/>, in row-major order of its shape whatever its strides.
/// It reads and writes the tensor's own memory and keeps the tensor alive, not undisposed.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>One index counts elements in row-major order; several are the coordinates.</summary>
    public T this[params long[] indices]
    {
        get => *At(indices.Length == 1 ? Offset(indices[0]) : Offset(indices));
        set => *At(indices.Length == 1 ? Offset(indices[0]) : Offset(indices)) = value;
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => ReferenceEquals(left, right) || (left?.Equals(right) ?? false);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array of as many dimensions as the tensor has; the value itself has none.</summary>
    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), shape.Length == 0 ? [1] : shape);
        fixed (byte* target = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array))
            CopyTo(new Span<T>(target, checked((int)Count)));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies from <paramref name="tensorIndex"/> to the tensor's end.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = Remaining(tensorIndex);
        if (target.Length < count) throw new ArgumentException($"{count} elements do not fit into {target.Length}.", nameof(array));
        if (contiguous && count > 0) new ReadOnlySpan<T>(At(tensorIndex), checked((int)count)).CopyTo(target);
        else for (var i = 0; i < count; i++) target[i] = *At(Offset(tensorIndex + i));
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Writes from <paramref name="tensorIndex"/> on, until the array or the tensor ends.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Remaining(tensorIndex));
        if (contiguous && count > 0) source[..count].CopyTo(new Span<T>(At(tensorIndex), count));
        else for (var i = 0; i < count; i++) *At(Offset(tensorIndex + i)) = source[i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) =>
        obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(tensor);

    /// <summary>The accessor owns nothing.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    private T* At(long offset)
    {
        // Asked for each time, so that a disposed tensor is an exception and not a read of freed memory.
        var pointer = (T*)tensor.DataPointer();
        return pointer + offset;
    }

    private long Remaining(long start) =>
        start >= 0 && start <= Count ? Count - start : throw new ArgumentOutOfRangeException(nameof(start), start, $"There are {Count} elements.");

    private long Offset(long index)
    {
        if (index < 0 || index >= Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} elements.");
        if (contiguous) return index;
        long offset = 0;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (index, var coordinate) = Math.DivRem(index, shape[d]);
            offset += coordinate * strides[d];
        }

        return offset;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions.", nameof(indices));
        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= shape[d])
                throw new ArgumentOutOfRangeException(nameof(indices), indices[d], $"Dimension {d} has {shape[d]} elements.");
            offset += indices[d] * strides[d];
        }

        return offset;
    }
}
