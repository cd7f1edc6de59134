using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>
            /// Normalises channels with the batch's statistics, which also move the running ones by <paramref name="momentum"/>, or
            /// with the running ones when not training.
            /// </summary>
            public static Tensor batch_norm(
                Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-5)
            {
                var result = mt_batch_norm(
                    input.Handle, weight?.Handle ?? 0, bias?.Handle ?? 0, running_mean?.Handle ?? 0, running_var?.Handle ?? 0,
                    training ? 1 : 0, momentum, eps);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return Tensor.New(result, input, weight, bias);
            }

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                fixed (long* shape = Shape.Checked(normalized_shape))
                    return Tensor.New(
                        mt_layer_norm(input.Handle, shape, normalized_shape.Length, weight?.Handle ?? 0, bias?.Handle ?? 0, eps),
                        input, weight, bias);
            }

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_groups);
                return Tensor.New(
                    mt_group_norm(input.Handle, num_groups, weight?.Handle ?? 0, bias?.Handle ?? 0, eps), input, weight, bias);
            }

            /// <summary>x / (k + alpha · mean of squares over <paramref name="size"/> neighbouring channels)^beta [Krizhevsky 2012].</summary>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
                if (input.dim() < 3) throw new ArgumentException("Channels and at least one spatial dimension are needed.", nameof(input));
                using var scope = NewDisposeScope();
                var shape = input.shape;
                var planes = input.mul(input).reshape(shape[0], 1, shape[1], -1);
                var padded = pad(planes, [0, 0, size / 2, (size - 1) / 2]);
                var means = avg_pool2d(padded, (size, 1), (1, 1)).squeeze(1).reshape(shape);
                return input.div(means.mul(alpha).add(k).pow(beta)).MoveToOuterDisposeScope();
            }

            /// <summary>Divides by the p-norm along a dimension, or by eps where that is greater.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var scope = NewDisposeScope();
                return input.div(input.norm((int)dim, true, (float)p).clamp_min(eps)).MoveToOuterDisposeScope();
            }

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => inplace
                ? input.Dropped(Probability(p), training).alias()
                : Tensor.New(mt_dropout(input.Handle, Probability(p), training ? 1 : 0), input);

            /// <summary>Dropout of whole channels of [N, C, H, W].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                _ = Probability(p);
                if (!training) return input.alias();
                using var scope = NewDisposeScope();
                var shape = input.shape;
                var mask = ones([shape[0], shape[1], .. Enumerable.Repeat(1L, shape.Length - 2)], input.dtype, input.device);
                mask.Dropped(p, true);
                return (inplace ? input.mul_(mask).alias() : input.mul(mask)).MoveToOuterDisposeScope();
            }

            private static double Probability(double p) =>
                p is >= 0 and <= 1 ? p : throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        }
    }
}
