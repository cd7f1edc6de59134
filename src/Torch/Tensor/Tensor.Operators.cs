using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator +(Tensor left, int right) => New(mt_add_scalar(left.Handle, Number.Integer(right), Number.One), left);

        public static Tensor operator +(int left, Tensor right) => right + left;

        public static Tensor operator +(Tensor left, long right) =>
            New(mt_add_scalar(left.Handle, Number.Integer(right), Number.One), left);

        public static Tensor operator +(long left, Tensor right) => right + left;

        public static Tensor operator +(Tensor left, float right) => New(mt_add_scalar(left.Handle, Number.Real(right), Number.One), left);

        public static Tensor operator +(float left, Tensor right) => right + left;

        public static Tensor operator +(Tensor left, double right) => New(mt_add_scalar(left.Handle, Number.Real(right), Number.One), left);

        public static Tensor operator +(double left, Tensor right) => right + left;

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => New(mt_rsub_scalar(right.Handle, left.Number), right);

        public static Tensor operator -(Tensor left, int right) => New(mt_sub_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator -(int left, Tensor right) => New(mt_rsub_scalar(right.Handle, Number.Integer(left)), right);

        public static Tensor operator -(Tensor left, long right) => New(mt_sub_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator -(long left, Tensor right) => New(mt_rsub_scalar(right.Handle, Number.Integer(left)), right);

        public static Tensor operator -(Tensor left, float right) => New(mt_sub_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator -(float left, Tensor right) => New(mt_rsub_scalar(right.Handle, Number.Real(left)), right);

        public static Tensor operator -(Tensor left, double right) => New(mt_sub_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator -(double left, Tensor right) => New(mt_rsub_scalar(right.Handle, Number.Real(left)), right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator *(Tensor left, int right) => New(mt_mul_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator *(int left, Tensor right) => right * left;

        public static Tensor operator *(Tensor left, long right) => New(mt_mul_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator *(long left, Tensor right) => right * left;

        public static Tensor operator *(Tensor left, float right) => New(mt_mul_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator *(float left, Tensor right) => right * left;

        public static Tensor operator *(Tensor left, double right) => New(mt_mul_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator *(double left, Tensor right) => right * left;

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => New(mt_rdiv_scalar(right.Handle, left.Number), right);

        public static Tensor operator /(Tensor left, int right) => New(mt_div_scalar(left.Handle, Number.Integer(right), 0), left);

        public static Tensor operator /(int left, Tensor right) => New(mt_rdiv_scalar(right.Handle, Number.Integer(left)), right);

        public static Tensor operator /(Tensor left, long right) => New(mt_div_scalar(left.Handle, Number.Integer(right), 0), left);

        public static Tensor operator /(long left, Tensor right) => New(mt_rdiv_scalar(right.Handle, Number.Integer(left)), right);

        public static Tensor operator /(Tensor left, float right) => New(mt_div_scalar(left.Handle, Number.Real(right), 0), left);

        public static Tensor operator /(float left, Tensor right) => New(mt_rdiv_scalar(right.Handle, Number.Real(left)), right);

        public static Tensor operator /(Tensor left, double right) => New(mt_div_scalar(left.Handle, Number.Real(right), 0), left);

        public static Tensor operator /(double left, Tensor right) => New(mt_rdiv_scalar(right.Handle, Number.Real(left)), right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Tensor left, int right) => New(mt_remainder_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator %(Tensor left, long right) => New(mt_remainder_scalar(left.Handle, Number.Integer(right)), left);

        public static Tensor operator %(Tensor left, float right) => New(mt_remainder_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator %(Tensor left, double right) => New(mt_remainder_scalar(left.Handle, Number.Real(right)), left);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);
    }
}
