namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor take(Tensor index) => New(mt_take(Handle, index.Handle), this, index);

        public Tensor gather(long dim, Tensor index) => New(mt_gather(Handle, dim, index.Handle), this, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => New(mt_scatter(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Changed(mt_scatter_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            New(mt_scatter_add(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Changed(mt_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor masked_select(Tensor mask) => New(mt_masked_select(Handle, mask.Handle), this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => New(mt_masked_fill(Handle, mask.Handle, value.Number), this, mask);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(mt_masked_fill_(Handle, mask.Handle, value.Number), mask);

        public Tensor nonzero() => New(mt_nonzero(Handle), this);

        /// <summary>This tensor where the condition holds, else the other.</summary>
        public Tensor where(Tensor condition, Tensor y) => New(mt_where(condition.Handle, Handle, y.Handle), this, condition, y);
    }
}
