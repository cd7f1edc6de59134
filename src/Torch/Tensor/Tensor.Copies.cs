using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor repeat(params long[] sizes)
        {
            fixed (long* counts = Shape.Checked(sizes)) return New(mt_repeat(Handle, counts, sizes.Length), this);
        }

        public Tensor tile(long[] reps)
        {
            fixed (long* counts = Shape.Checked(reps)) return New(mt_tile(Handle, counts, reps.Length), this);
        }

        public Tensor flip(params long[] dims)
        {
            fixed (long* list = dims) return New(mt_flip(Handle, list, dims.Length), this);
        }

        public Tensor fliplr() => flip(1);

        public Tensor flipud() => flip(0);

        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } d ? [d] : (ReadOnlySpan<long>)[]);

        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default)
        {
            fixed (long* by = shifts, along = dims) return New(mt_roll(Handle, by, shifts.Length, along, dims.Length), this);
        }

        public Tensor tril(long diagonal = 0) => New(mt_tril(Handle, diagonal), this);

        public Tensor triu(long diagonal = 0) => New(mt_triu(Handle, diagonal), this);

        public Tensor diag(long diagonal = 0) => New(mt_diag(Handle, diagonal), this);

        /// <summary>Parts of equal size along a dimension, the last one perhaps smaller.</summary>
        public Tensor[] split(long size, int dim = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            var length = this.size(dim);
            var count = Math.Max(1, (length + size - 1) / size);
            var sizes = new long[count];
            for (var i = 0; i < count; i++) sizes[i] = Math.Min(size, length - (i * size));
            return split(sizes, dim);
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            if (sizes.IsEmpty) throw new ArgumentException("There must be at least one part.", nameof(sizes));
            var parts = new nint[sizes.Length];
            fixed (long* list = Shape.Checked(sizes))
            fixed (nint* handles = parts)
                NativeError.Check(mt_split_with_sizes(Handle, list, sizes.Length, dim, handles));
            GC.KeepAlive(this);
            return Array.ConvertAll(parts, part => new Tensor(part));
        }

        /// <summary>At most that many parts of equal size along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
            var length = size((int)dim);
            return split(Math.Max(1, (length + chunks - 1) / chunks), (int)dim);
        }

        /// <summary>The slices along a dimension, without it.</summary>
        public Tensor[] unbind(long dimension = 0)
        {
            var slices = new Tensor[size((int)dimension)];
            for (var i = 0; i < slices.Length; i++) slices[i] = select(dimension, i);
            return slices;
        }
    }
}
