using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor selu() => New(mt_selu(Handle), this);

        public Tensor selu_() => Changed(mt_selu_(Handle));

        public Tensor silu() => New(mt_silu(Handle), this);

        public Tensor silu_() => Changed(mt_silu_(Handle));

        public Tensor hardsigmoid() => New(mt_hardsigmoid(Handle), this);

        public Tensor hardsigmoid_() => Changed(mt_hardsigmoid_(Handle));

        public Tensor hardswish() => New(mt_hardswish(Handle), this);

        public Tensor hardswish_() => Changed(mt_hardswish_(Handle));

        public Tensor relu6() => New(mt_relu6(Handle), this);

        public Tensor relu6_() => Changed(mt_relu6_(Handle));

        public Tensor gelu() => New(mt_gelu(Handle), this);

        public Tensor log_sigmoid() => New(mt_log_sigmoid(Handle), this);

        public Tensor leaky_relu(Scalar negative_slope) => New(mt_leaky_relu(Handle, negative_slope.Number), this);

        public Tensor leaky_relu_(Scalar negative_slope) => Changed(mt_leaky_relu_(Handle, negative_slope.Number));

        public Tensor elu(double alpha = 1) => New(mt_elu(Handle, Number.Real(alpha)), this);

        public Tensor elu_(double alpha = 1) => Changed(mt_elu_(Handle, Number.Real(alpha)));

        public Tensor hardtanh(Scalar min, Scalar max) => New(mt_hardtanh(Handle, min.Number, max.Number), this);

        public Tensor hardtanh_(Scalar min, Scalar max) => Changed(mt_hardtanh_(Handle, min.Number, max.Number));

        public Tensor softplus(double beta = 1, double threshold = 20) => New(mt_softplus(Handle, beta, threshold), this);

        public Tensor softmax(long dim, ScalarType? dtype = null) => New(mt_softmax(Handle, dim, (sbyte)(dtype ?? (ScalarType)(-1))), this);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            New(mt_log_softmax(Handle, dim, (sbyte)(dtype ?? (ScalarType)(-1))), this);
    }
}
