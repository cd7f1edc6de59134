namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor max() => New(mt_max(Handle), this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            (New(mt_max_dim(Handle, dim, keepdim ? 1 : 0, out var indices), this), new Tensor(indices));

        public Tensor argmax() => New(mt_argmax(Handle), this);

        public Tensor argmax(long dim, bool keepdim = false) => New(mt_argmax_dim(Handle, dim, keepdim ? 1 : 0), this);

        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            fixed (long* list = dims)
            {
                var extreme = New(mt_amax(Handle, list, dims.Length, keepdim ? 1 : 0), this);
                return @out is null ? extreme : StoredIn(@out, extreme);
            }
        }

        public Tensor min() => New(mt_min(Handle), this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            (New(mt_min_dim(Handle, dim, keepdim ? 1 : 0, out var indices), this), new Tensor(indices));

        public Tensor argmin() => New(mt_argmin(Handle), this);

        public Tensor argmin(long dim, bool keepdim = false) => New(mt_argmin_dim(Handle, dim, keepdim ? 1 : 0), this);

        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            fixed (long* list = dims)
            {
                var extreme = New(mt_amin(Handle, list, dims.Length, keepdim ? 1 : 0), this);
                return @out is null ? extreme : StoredIn(@out, extreme);
            }
        }

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            nint largest;
            var smallest = dim is { } d ? mt_aminmax_dim(Handle, d, keepdim ? 1 : 0, out largest) : mt_aminmax(Handle, out largest);
            return (New(smallest, this), new Tensor(largest));
        }

        private static Tensor StoredIn(Tensor target, Tensor temporary)
        {
            using (temporary) return target.copy_(temporary);
        }
    }
}
