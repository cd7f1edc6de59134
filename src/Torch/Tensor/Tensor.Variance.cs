namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor std(bool unbiased = true) => New(mt_std(Handle, unbiased ? 1 : 0), this);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var converted = Converted(type);
            fixed (long* dims = dimensions)
                return New(mt_std_dim(converted.Tensor.Handle, dims, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0), this);
        }

        public Tensor var(bool unbiased = true) => New(mt_var(Handle, unbiased ? 1 : 0), this);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var converted = Converted(type);
            fixed (long* dims = dimensions)
                return New(mt_var_dim(converted.Tensor.Handle, dims, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0), this);
        }

        /// <summary>Variance (in spite of the first name, which is TorchSharp's) and mean, in one pass.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public (Tensor std, Tensor mean) var_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using var converted = Converted(type);
            fixed (long* dims = dimensions)
            {
                var variance = mt_var_mean_dim(
                    converted.Tensor.Handle, dims, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0, out var mean);
                return (New(variance, this), new Tensor(mean));
            }
        }

        private Conversion Converted(ScalarType? type) => type is { } other && other != dtype ? new(to(other), true) : new(this, false);

        private readonly record struct Conversion(Tensor Tensor, bool Owned) : IDisposable
        {
            public void Dispose()
            {
                if (Owned) Tensor.Dispose();
            }
        }
    }
}
