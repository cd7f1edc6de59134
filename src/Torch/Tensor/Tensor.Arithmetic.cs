using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => New(mt_add(Handle, target.Handle, Number.One), this, target);

        /// <summary>this + alpha · target.</summary>
        public Tensor add(Tensor target, Scalar alpha) => New(mt_add(Handle, target.Handle, alpha.Number), this, target);

        public Tensor add(Scalar scalar) => New(mt_add_scalar(Handle, scalar.Number, Number.One), this);

        public Tensor add(Scalar scalar, Scalar alpha) => New(mt_add_scalar(Handle, scalar.Number, alpha.Number), this);

        public Tensor add_(Tensor target) => Changed(mt_add_(Handle, target.Handle, Number.One), target);

        public Tensor add_(Tensor target, Scalar alpha) => Changed(mt_add_(Handle, target.Handle, alpha.Number), target);

        public Tensor add_(Scalar scalar) => Changed(mt_add_scalar_(Handle, scalar.Number, Number.One));

        public Tensor add_(Scalar scalar, Scalar alpha) => Changed(mt_add_scalar_(Handle, scalar.Number, alpha.Number));

        public Tensor sub(Tensor target) => New(mt_sub(Handle, target.Handle), this, target);

        public Tensor sub(Scalar target) => New(mt_sub_scalar(Handle, target.Number), this);

        public Tensor sub_(Tensor target) => Changed(mt_sub_(Handle, target.Handle), target);

        public Tensor sub_(Scalar target) => Changed(mt_sub_scalar_(Handle, target.Number));

        public Tensor mul(Tensor target) => New(mt_mul(Handle, target.Handle), this, target);

        public Tensor mul(Scalar target) => New(mt_mul_scalar(Handle, target.Number), this);

        public Tensor mul_(Tensor target) => Changed(mt_mul_(Handle, target.Handle), target);

        public Tensor mul_(Scalar target) => Changed(mt_mul_scalar_(Handle, target.Number));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            New(mt_div(Handle, target.Handle, (int)rounding_mode), this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            New(mt_div_scalar(Handle, target.Number, (int)rounding_mode), this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(mt_div_(Handle, target.Handle, (int)rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(mt_div_scalar_(Handle, target.Number, (int)rounding_mode));

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
    }
}
