namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(k);
            return (New(mt_topk(Handle, k, dim, largest ? 1 : 0, sorted ? 1 : 0, out var indices), this), new Tensor(indices));
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            (New(mt_sort(Handle, dim, descending ? 1 : 0, stable ? 1 : 0, out var indices), this), new Tensor(indices));

        public Tensor argsort(long dim = -1, bool descending = false) => New(mt_argsort(Handle, dim, descending ? 1 : 0), this);

        public Tensor median() => New(mt_median(Handle), this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) =>
            New(mt_quantile(Handle, q.Handle, dim, keepdim ? 1 : 0), this, q);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => New(mt_histc(Handle, bins, min, max), this);

        public Tensor bincount(Tensor? weights, long minlength = 0) =>
            New(mt_bincount(Handle, weights?.Handle ?? 0, minlength), this, weights);
    }
}
