using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Two-dimensional transpose.</summary>
        public Tensor T => permute([.. Enumerable.Range(1, (int)Dimensions).Select(i => Dimensions - i)]);

        public Tensor mT => transpose(-2, -1);

        public Tensor view(params long[] shape)
        {
            fixed (long* sizes = Shape.Inferable(shape)) return New(mt_view(Handle, sizes, shape.Length), this);
        }

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape)
        {
            fixed (long* sizes = Shape.Inferable(shape)) return New(mt_reshape(Handle, sizes, shape.Length), this);
        }

        public Tensor ravel() => reshape(-1);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => New(mt_flatten(Handle, start_dim, end_dim), this);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            fixed (long* target = Shape.Inferable(sizes)) return New(mt_unflatten(Handle, dim, target, sizes.Length), this);
        }

        public Tensor permute(params long[] permutation)
        {
            fixed (long* order = permutation) return New(mt_permute(Handle, order, permutation.Length), this);
        }

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor transpose(long dim0, long dim1) => New(mt_transpose(Handle, dim0, dim1), this);

        public Tensor transpose_(long dim0, long dim1) => Changed(mt_transpose_(Handle, dim0, dim1));

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => New(mt_t(Handle), this);

        public Tensor movedim(long[] source, long[] destination)
        {
            fixed (long* from = source, to = destination)
                return New(mt_movedim(Handle, from, source.Length, to, destination.Length), this);
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor squeeze(long? dim = null) => New(dim is { } d ? mt_squeeze_dim(Handle, d) : mt_squeeze(Handle), this);

        public Tensor squeeze_(long? dim = null) => Changed(dim is { } d ? mt_squeeze_dim_(Handle, d) : mt_squeeze_(Handle));

        public Tensor unsqueeze(long dim) => New(mt_unsqueeze(Handle, dim), this);

        public Tensor unsqueeze_(long dim) => Changed(mt_unsqueeze_(Handle, dim));

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
        {
            fixed (long* target = Shape.Inferable(sizes)) return New(mt_expand(Handle, target, sizes.Length, isImplicit ? 1 : 0), this);
        }

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => New(mt_diagonal(Handle, offset, dim1, dim2), this);

        /// <summary>Sliding windows along a dimension, which become a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
            return New(mt_unfold(Handle, dimension, size, step), this);
        }

        /// <summary>The memory read with other sizes and strides, which must stay inside it.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            if (size.Length != strides.Length) throw new ArgumentException("Each dimension needs a stride.", nameof(strides));
            _ = Shape.Count(size);
            foreach (var stride in strides) ArgumentOutOfRangeException.ThrowIfNegative(stride, nameof(strides));
            ArgumentOutOfRangeException.ThrowIfNegative(storageOffset);
            fixed (long* sizes = size, steps = strides)
                return New(mt_as_strided(Handle, sizes, size.Length, steps, storageOffset), this);
        }
    }
}
