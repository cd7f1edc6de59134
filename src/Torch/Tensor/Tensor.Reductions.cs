namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => New(mt_sum(Handle, NativeType(type)), this);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dim) return New(mt_sum_dim(Handle, dims, dim.Length, keepdim ? 1 : 0, NativeType(type)), this);
        }

        public Tensor mean() => New(mt_mean(Handle), this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
                return New(mt_mean_dim(Handle, dims, dimensions.Length, keepdim ? 1 : 0, NativeType(type)), this);
        }

        public Tensor prod(ScalarType? type = null) => New(mt_prod(Handle, NativeType(type)), this);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            New(mt_prod_dim(Handle, dim, keepdim ? 1 : 0, NativeType(type)), this);

        public Tensor norm(float p = 2) => New(mt_norm(Handle, p), this);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => New(mt_norm_dim(Handle, dim, keepdim ? 1 : 0, p), this);

        public Tensor logsumexp(long dim, bool keepdim = false) => New(mt_logsumexp(Handle, dim, keepdim ? 1 : 0), this);

        public Tensor all() => New(mt_all(Handle), this);

        public Tensor all(long dim, bool keepdim = false) => New(mt_all_dim(Handle, dim, keepdim ? 1 : 0), this);

        public Tensor any() => New(mt_any(Handle), this);

        public Tensor any(long dim, bool keepdim = false) => New(mt_any_dim(Handle, dim, keepdim ? 1 : 0), this);

        public Tensor count_nonzero(long[]? dims = null)
        {
            fixed (long* list = dims) return New(mt_count_nonzero(Handle, list, dims?.Length ?? 0), this);
        }

        private static sbyte NativeType(ScalarType? type) => type is { } given ? (sbyte)given : (sbyte)-1;
    }
}
