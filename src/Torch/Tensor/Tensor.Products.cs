namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => New(mt_matmul(Handle, target.Handle), this, target);

        public Tensor mm(Tensor target) => New(mt_mm(Handle, target.Handle), this, target);

        public Tensor bmm(Tensor batch2) => New(mt_bmm(Handle, batch2.Handle), this, batch2);

        public Tensor mv(Tensor target) => New(mt_mv(Handle, target.Handle), this, target);

        public Tensor dot(Tensor target) => New(mt_dot(Handle, target.Handle), this, target);

        public Tensor outer(Tensor vec2) => New(mt_outer(Handle, vec2.Handle), this, vec2);

        /// <summary>beta · this + alpha · mat1 · mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            New(mt_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Changed(mt_addmm_(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            New(mt_baddbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), this, batch1, batch2);
    }
}
