using TorchSharp.Interop;
using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A convolution's adjoint, which enlarges images by its stride. Kernels are [in, out/groups, h, w].</summary>
        public abstract class ConvolutionTranspose : Convolution
        {
            protected ConvolutionTranspose(
                string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
                long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
                torch.Device? device = null, torch.ScalarType? dtype = null)
                : base(
                    name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding,
                    groups, bias, padding_mode, device, dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input) => forward(input, null);

            /// <summary>With the spatial size of the result, which decides between the sizes that the stride allows.</summary>
            public abstract torch.Tensor forward(torch.Tensor input, long[]? output_size);
        }

        public sealed class ConvTranspose2d : ConvolutionTranspose
        {
            internal ConvTranspose2d(
                long inChannels, long outChannels, Pair kernel, Pair stride, Pair padding, Pair outputPadding, Pair dilation,
                PaddingModes paddingMode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
                : base(
                    nameof(ConvTranspose2d), inChannels, outChannels, kernel.ToArray(), stride.ToArray(), padding.ToArray(), null,
                    dilation.ToArray(), true, outputPadding.ToArray(), groups, bias, paddingMode, device, dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input, long[]? output_size)
            {
                if (!ValidateShape(input, 2))
                    throw new ArgumentException(
                        $"Expected images with {in_channels} channels, [N, C, H, W] or [C, H, W], and got [{Shape.Text(input.shape)}].", nameof(input));
                var extra = output_size is null ? output_padding : ExtraFor(input, output_size);
                return F.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
            }

            private long[] ExtraFor(torch.Tensor input, long[] wanted)
            {
                var extra = new long[2];
                for (var d = 0; d < 2; d++)
                {
                    var least = ((input.size(d - 2) - 1) * stride[d]) - (2 * padding![d]) + (dilation[d] * (kernel_size[d] - 1)) + 1;
                    extra[d] = wanted[wanted.Length - 2 + d] - least;
                    if (extra[d] < 0 || extra[d] >= Math.Max(stride[d], dilation[d]))
                        throw new ArgumentException($"The result can have sizes {least} to {least + stride[d] - 1} in this direction.", nameof(wanted));
                }

                return extra;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride, padding, output_padding, dilation, padding_mode, groups, bias, device,
                    dtype);

            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), output_padding ?? (0, 0),
                    dilation ?? (1, 1), padding_mode, groups, bias, device, dtype);
        }
    }
}
