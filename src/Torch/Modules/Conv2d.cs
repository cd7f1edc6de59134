using TorchSharp.Interop;
using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Images [N, C, H, W] convolved with kernels [out, C/groups, h, w].</summary>
        public sealed class Conv2d : Convolution
        {
            internal Conv2d(
                long inChannels, long outChannels, Pair kernel, Pair stride, Pair? padding, Padding? paddingType, Pair dilation,
                PaddingModes paddingMode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
                : base(
                    nameof(Conv2d), inChannels, outChannels, kernel.ToArray(), stride.ToArray(), padding?.ToArray(), paddingType,
                    dilation.ToArray(), false, [0, 0], groups, bias, paddingMode, device, dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input)
            {
                if (!ValidateShape(input, 2))
                    throw new ArgumentException(
                        $"Expected images with {in_channels} channels, [N, C, H, W] or [C, H, W], and got [{Shape.Text(input.shape)}].", nameof(input));
                if (padding_mode is PaddingModes.Zeros or PaddingModes.Constant)
                    return padding_type is { } type
                        ? F.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
                        : F.conv2d(input, weight, bias, stride, padding, dilation, groups);
                using var padded = F.pad(input, EdgeSizes(), padding_mode);
                return F.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
            }

            /// <summary>Left, right, top, bottom.</summary>
            private long[] EdgeSizes()
            {
                if (padding is { } sizes) return [sizes[1], sizes[1], sizes[0], sizes[0]];
                if (padding_type == Padding.Valid) return [0, 0, 0, 0];
                var (height, width) = (dilation[0] * (kernel_size[0] - 1), dilation[1] * (kernel_size[1] - 1));
                return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), null, dilation ?? (1, 1), padding_mode, groups,
                    bias, device, dtype);

            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride ?? (1, 1), null, padding, dilation ?? (1, 1), padding_mode, groups, bias,
                    device, dtype);
        }
    }
}
