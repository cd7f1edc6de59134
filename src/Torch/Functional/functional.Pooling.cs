using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false)
            {
                var window = Pooled(kernel_size, strides, padding, dilation);
                return Tensor.New(mt_max_pool2d(input.Handle, &window, ceil_mode ? 1 : 0), input);
            }

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Two(kernel_size)!, Two(stride), Two(padding), Two(dilation), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false)
            {
                var window = Pooled(kernel_size, strides, padding, dilation);
                var output = Tensor.New(mt_max_pool2d_with_indices(input.Handle, &window, ceil_mode ? 1 : 0, out var indices), input);
                return (output, new Tensor(indices));
            }

            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null)
            {
                var window = Pooled(kernel_size, stride, padding, null);
                var flags = (ceil_mode ? 1 : 0, count_include_pad ? 1 : 0);
                if (divisor_override is <= 0) throw new ArgumentOutOfRangeException(nameof(divisor_override), divisor_override, "A divisor is positive.");
                return Tensor.New(mt_avg_pool2d(input.Handle, &window, flags.Item1, flags.Item2, divisor_override ?? 0), input);
            }

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], One(stride), [padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Two(kernel_size)!, Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size]);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Two(output_size)!);

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                var size = Pair.Of(output_size, 1).AtLeast(0, nameof(output_size));
                return Tensor.New(mt_adaptive_avg_pool2d(input.Handle, (long*)&size), input);
            }

            private static Window2d Pooled(long[] kernel, long[]? stride, long[]? padding, long[]? dilation)
            {
                var size = Pair.Of(kernel, 1).AtLeast(1, nameof(kernel));
                return new Window2d
                {
                    Kernel = size,
                    Stride = Pair.Of(stride, size).AtLeast(1, nameof(stride)),
                    Padding = Pair.Of(padding, 0).AtLeast(0, nameof(padding)),
                    Dilation = Pair.Of(dilation, 1).AtLeast(1, nameof(dilation)),
                };
            }

            private static long[]? One(long? value) => value is { } given ? [given] : null;

            private static long[]? Two((long, long)? pair) => pair is { } given ? [given.Item1, given.Item2] : null;
        }
    }
}
