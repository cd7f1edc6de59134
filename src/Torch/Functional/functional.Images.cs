using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad, pad], mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            /// <summary>Continues a tensor beyond its edges, last dimension first: before, after, before, after, … Negative sizes cut.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                if (pad.Length % 2 != 0 || pad.Length / 2 > input.dim())
                    throw new ArgumentException($"{pad.Length} sizes are not pairs for a tensor of {input.dim()} dimensions.", nameof(pad));
                fixed (long* sides = pad) return Tensor.New(mt_pad(input.Handle, sides, pad.Length, (int)mode, value), input);
            }

            /// <summary>Resizes images [N, C, H, W] to a size or by a factor.</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (x.dim() != 4) throw new ArgumentException($"Expected images [N, C, H, W] and got [{Shape.Text(x.shape)}].", nameof(x));
                if (size is null == scale_factor is null) throw new ArgumentException("Give either a size or a factor.", nameof(size));
                var (high, wide) = scale_factor switch { null => (0.0, 0.0), [var both] => (both, both), _ => (scale_factor[0], scale_factor[1]) };
                var target = scale_factor is null
                    ? Pair.Of(size, 1)
                    : new Pair((long)Math.Floor(x.size(2) * high), (long)Math.Floor(x.size(3) * wide));
                _ = target.AtLeast(1, scale_factor is null ? nameof(size) : nameof(scale_factor));
                if (recompute_scale_factor) (high, wide) = (0, 0);
                var image = mt_upsample2d(
                    x.Handle, (long*)&target, high, wide, (int)mode, align_corners == true ? 1 : 0, antialias ? 1 : 0);
                return Tensor.New(image, x);
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Tensor.New(mt_one_hot(x.Handle, num_classes), x);

            /// <summary>[N, C·r², H, W] rearranged to [N, C, H·r, W·r].</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(upscale_factor);
                return Tensor.New(mt_pixel_shuffle(input.Handle, upscale_factor), input);
            }
        }
    }
}
