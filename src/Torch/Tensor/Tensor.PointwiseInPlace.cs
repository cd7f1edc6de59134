namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs_() => Changed(mt_abs_(Handle));

        public Tensor acos_() => Changed(mt_acos_(Handle));

        public Tensor asin_() => Changed(mt_asin_(Handle));

        public Tensor atan_() => Changed(mt_atan_(Handle));

        public Tensor ceil_() => Changed(mt_ceil_(Handle));

        public Tensor cos_() => Changed(mt_cos_(Handle));

        public Tensor cosh_() => Changed(mt_cosh_(Handle));

        public Tensor erf_() => Changed(mt_erf_(Handle));

        public Tensor erfc_() => Changed(mt_erfc_(Handle));

        public Tensor erfinv_() => Changed(mt_erfinv_(Handle));

        public Tensor exp_() => Changed(mt_exp_(Handle));

        public Tensor expm1_() => Changed(mt_expm1_(Handle));

        public Tensor floor_() => Changed(mt_floor_(Handle));

        public Tensor frac_() => Changed(mt_frac_(Handle));

        public Tensor log_() => Changed(mt_log_(Handle));

        public Tensor log10_() => Changed(mt_log10_(Handle));

        public Tensor log1p_() => Changed(mt_log1p_(Handle));

        public Tensor log2_() => Changed(mt_log2_(Handle));

        public Tensor logical_not_() => Changed(mt_logical_not_(Handle));

        public Tensor neg_() => Changed(mt_neg_(Handle));

        public Tensor reciprocal_() => Changed(mt_reciprocal_(Handle));

        public Tensor relu_() => Changed(mt_relu_(Handle));

        public Tensor rsqrt_() => Changed(mt_rsqrt_(Handle));

        public Tensor sigmoid_() => Changed(mt_sigmoid_(Handle));

        public Tensor sign_() => Changed(mt_sign_(Handle));

        public Tensor sin_() => Changed(mt_sin_(Handle));

        public Tensor sinh_() => Changed(mt_sinh_(Handle));

        public Tensor sqrt_() => Changed(mt_sqrt_(Handle));

        public Tensor tan_() => Changed(mt_tan_(Handle));

        public Tensor tanh_() => Changed(mt_tanh_(Handle));

        public Tensor trunc_() => Changed(mt_trunc_(Handle));

        public Tensor bitwise_not_() => Changed(mt_bitwise_not_(Handle));

        public Tensor absolute_() => abs_();

        public Tensor fix_() => trunc_();

        public Tensor round_(long decimals = 0) => Changed(mt_round_(Handle, decimals));

        public Tensor zero_() => Changed(mt_zero_(Handle));

        public Tensor fill_(Scalar value) => Changed(mt_fill_(Handle, Scalar.Required(value, nameof(value))));
    }
}
