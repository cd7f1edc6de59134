using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>x·Wᵀ + b.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Tensor.New(mt_linear(input.Handle, weights.Handle, bias?.Handle ?? 0), input, weights, bias);

            /// <summary>Images [N, C, H, W] convolved with kernels [out, C/groups, h, w].</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1)
            {
                var window = Convolved(strides, padding, dilation, groups);
                return Tensor.New(mt_conv2d(input.Handle, weight.Handle, bias?.Handle ?? 0, &window, groups), input, weight, bias);
            }

            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1)
            {
                var window = Convolved(strides, null, dilation, groups);
                var same = padding == Padding.Same ? 1 : 0;
                return Tensor.New(
                    mt_conv2d_padding(input.Handle, weight.Handle, bias?.Handle ?? 0, &window, same, groups), input, weight, bias);
            }

            /// <summary>The adjoint of <see cref="conv2d"/>; kernels are [in, out/groups, h, w].</summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1)
            {
                var window = Convolved(strides, padding, dilation, groups);
                var extra = Pair.Of(output_padding, 0).AtLeast(0, nameof(output_padding));
                var image = mt_conv_transpose2d(input.Handle, weight.Handle, bias?.Handle ?? 0, &window, (long*)&extra, groups);
                return Tensor.New(image, input, weight, bias);
            }

            /// <summary>Every window of the images as a column: [N, C·h·w, windows].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var window = new Window2d
                {
                    Kernel = ((Pair)kernel_size).AtLeast(1, nameof(kernel_size)),
                    Stride = ((Pair)(stride ?? (1, 1))).AtLeast(1, nameof(stride)),
                    Padding = ((Pair)(padding ?? (0, 0))).AtLeast(0, nameof(padding)),
                    Dilation = ((Pair)(dilation ?? (1, 1))).AtLeast(1, nameof(dilation)),
                };
                return Tensor.New(mt_im2col(input.Handle, &window), input);
            }

            private static Window2d Convolved(long[]? strides, long[]? padding, long[]? dilation, long groups)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
                return new Window2d
                {
                    Stride = Pair.Of(strides, 1).AtLeast(1, nameof(strides)),
                    Padding = Pair.Of(padding, 0).AtLeast(0, nameof(padding)),
                    Dilation = Pair.Of(dilation, 1).AtLeast(1, nameof(dilation)),
                };
            }
        }
    }
}
