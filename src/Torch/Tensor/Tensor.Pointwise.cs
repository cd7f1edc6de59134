namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => New(mt_abs(Handle), this);

        public Tensor acos() => New(mt_acos(Handle), this);

        public Tensor asin() => New(mt_asin(Handle), this);

        public Tensor atan() => New(mt_atan(Handle), this);

        public Tensor ceil() => New(mt_ceil(Handle), this);

        public Tensor cos() => New(mt_cos(Handle), this);

        public Tensor cosh() => New(mt_cosh(Handle), this);

        public Tensor erf() => New(mt_erf(Handle), this);

        public Tensor erfc() => New(mt_erfc(Handle), this);

        public Tensor erfinv() => New(mt_erfinv(Handle), this);

        public Tensor exp() => New(mt_exp(Handle), this);

        public Tensor expm1() => New(mt_expm1(Handle), this);

        public Tensor floor() => New(mt_floor(Handle), this);

        public Tensor frac() => New(mt_frac(Handle), this);

        public Tensor log() => New(mt_log(Handle), this);

        public Tensor log10() => New(mt_log10(Handle), this);

        public Tensor log1p() => New(mt_log1p(Handle), this);

        public Tensor log2() => New(mt_log2(Handle), this);

        public Tensor logical_not() => New(mt_logical_not(Handle), this);

        public Tensor neg() => New(mt_neg(Handle), this);

        public Tensor reciprocal() => New(mt_reciprocal(Handle), this);

        public Tensor relu() => New(mt_relu(Handle), this);

        public Tensor rsqrt() => New(mt_rsqrt(Handle), this);

        public Tensor sigmoid() => New(mt_sigmoid(Handle), this);

        public Tensor sign() => New(mt_sign(Handle), this);

        public Tensor sin() => New(mt_sin(Handle), this);

        public Tensor sinh() => New(mt_sinh(Handle), this);

        public Tensor sqrt() => New(mt_sqrt(Handle), this);

        public Tensor tan() => New(mt_tan(Handle), this);

        public Tensor tanh() => New(mt_tanh(Handle), this);

        public Tensor trunc() => New(mt_trunc(Handle), this);

        public Tensor bitwise_not() => New(mt_bitwise_not(Handle), this);

        public Tensor exp2() => New(mt_exp2(Handle), this);

        public Tensor square() => New(mt_square(Handle), this);

        public Tensor isfinite() => New(mt_isfinite(Handle), this);

        public Tensor isinf() => New(mt_isinf(Handle), this);

        public Tensor isnan() => New(mt_isnan(Handle), this);

        public Tensor isneginf() => New(mt_isneginf(Handle), this);

        public Tensor isposinf() => New(mt_isposinf(Handle), this);

        public Tensor signbit() => New(mt_signbit(Handle), this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor fix() => trunc();

        /// <summary>To the nearest multiple of 10^−decimals, ties to even.</summary>
        public Tensor round(long decimals = 0) => New(mt_round(Handle, decimals), this);

        public Tensor cumsum(long dim, ScalarType? type = null) => New(mt_cumsum(Handle, dim, (sbyte)(type ?? (ScalarType)(-1))), this);
    }
}
