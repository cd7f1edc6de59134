namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor pow(Tensor exponent) => New(mt_pow(Handle, exponent.Handle), this, exponent);

        public Tensor pow(Scalar exponent) => New(mt_pow_scalar(Handle, exponent.Number), this);

        public Tensor pow_(Tensor exponent) => Changed(mt_pow_(Handle, exponent.Handle), exponent);

        public Tensor pow_(Scalar exponent) => Changed(mt_pow_scalar_(Handle, exponent.Number));

        public Tensor remainder(Tensor target) => New(mt_remainder(Handle, target.Handle), this, target);

        public Tensor remainder(Scalar scalar) => New(mt_remainder_scalar(Handle, scalar.Number), this);

        public Tensor remainder_(Tensor target) => Changed(mt_remainder_(Handle, target.Handle), target);

        public Tensor remainder_(Scalar scalar) => Changed(mt_remainder_scalar_(Handle, scalar.Number));

        public Tensor fmod(Tensor target) => New(mt_fmod(Handle, target.Handle), this, target);

        public Tensor fmod(Scalar scalar) => New(mt_fmod_scalar(Handle, scalar.Number), this);

        public Tensor fmod_(Tensor target) => Changed(mt_fmod_(Handle, target.Handle), target);

        public Tensor fmod_(Scalar scalar) => Changed(mt_fmod_scalar_(Handle, scalar.Number));

        public Tensor floor_divide(Tensor other) => New(mt_floor_divide(Handle, other.Handle), this, other);

        public Tensor floor_divide(Scalar other) => New(mt_floor_divide_scalar(Handle, other.Number), this);

        public Tensor copysign(Tensor other) => New(mt_copysign(Handle, other.Handle), this, other);

        public Tensor maximum(Tensor other) => New(mt_maximum(Handle, other.Handle), this, other);

        public Tensor minimum(Tensor other) => New(mt_minimum(Handle, other.Handle), this, other);

        public Tensor fmax(Tensor other) => New(mt_fmax(Handle, other.Handle), this, other);

        public Tensor fmin(Tensor other) => New(mt_fmin(Handle, other.Handle), this, other);

        public Tensor atan2(Tensor other) => New(mt_atan2(Handle, other.Handle), this, other);

        public Tensor atan2_(Tensor other) => Changed(mt_atan2_(Handle, other.Handle), other);

        public Tensor ldexp(Tensor other) => New(mt_ldexp(Handle, other.Handle), this, other);

        public Tensor ldexp_(Tensor other) => Changed(mt_ldexp_(Handle, other.Handle), other);

        public Tensor bitwise_and(Tensor other) => New(mt_bitwise_and(Handle, other.Handle), this, other);

        public Tensor bitwise_and_(Tensor other) => Changed(mt_bitwise_and_(Handle, other.Handle), other);

        public Tensor bitwise_or(Tensor other) => New(mt_bitwise_or(Handle, other.Handle), this, other);

        public Tensor bitwise_or_(Tensor other) => Changed(mt_bitwise_or_(Handle, other.Handle), other);

        public Tensor bitwise_xor(Tensor other) => New(mt_bitwise_xor(Handle, other.Handle), this, other);

        public Tensor bitwise_xor_(Tensor other) => Changed(mt_bitwise_xor_(Handle, other.Handle), other);

        public Tensor logical_and(Tensor other) => New(mt_logical_and(Handle, other.Handle), this, other);

        public Tensor logical_and_(Tensor other) => Changed(mt_logical_and_(Handle, other.Handle), other);

        public Tensor logical_or(Tensor other) => New(mt_logical_or(Handle, other.Handle), this, other);

        public Tensor logical_or_(Tensor other) => Changed(mt_logical_or_(Handle, other.Handle), other);

        public Tensor logical_xor(Tensor other) => New(mt_logical_xor(Handle, other.Handle), this, other);

        public Tensor logical_xor_(Tensor other) => Changed(mt_logical_xor_(Handle, other.Handle), other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            New(mt_clamp(Handle, Scalar.Optional(min), Scalar.Optional(max)), this);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) =>
            New(mt_clamp_tensor(Handle, min?.Handle ?? 0, max?.Handle ?? 0), this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) =>
            Changed(mt_clamp_(Handle, Scalar.Optional(min), Scalar.Optional(max)));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) =>
            Changed(mt_clamp_tensor_(Handle, min?.Handle ?? 0, max?.Handle ?? 0), min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => clamp(min);

        public Tensor clamp_max(Scalar max) => clamp(max: max);

        public Tensor clamp_min_(Scalar min) => clamp_(min);

        public Tensor clamp_max_(Scalar max) => clamp_(max: max);

        /// <summary>this + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            New(mt_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Number), this, tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(mt_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Number), tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            New(mt_addcdiv(Handle, tensor1.Handle, tensor2.Handle, value.Number), this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(mt_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Number), tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        /// <summary>this + weight · (end − this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => New(mt_lerp(Handle, end.Handle, weight.Handle), this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Changed(mt_lerp_(Handle, end.Handle, weight.Handle), end, weight);
    }
}
