using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// (x − mean)/√(variance + eps)·weight + bias per channel, with the batch's biased statistics while training and the
        /// running ones (variance unbiased) in evaluation [Ioffe 2015].
        /// </summary>
        public abstract class BatchNorm : NormBase
        {
            protected BatchNorm(
                long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device,
                torch.ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
            {
            }

            public override torch.Tensor forward(torch.Tensor input)
            {
                ValidateInputDimensions(input);
                var share = momentum ?? 0;
                if (training && track_running_stats && num_batches_tracked is not null)
                {
                    num_batches_tracked.add_(1);
                    share = momentum ?? 1.0 / num_batches_tracked.ToInt64();
                }

                var batchStatistics = training || (running_mean is null && running_var is null);
                var tracking = !training || track_running_stats;
                return torch.nn.functional.batch_norm(
                    input, tracking ? running_mean! : null!, tracking ? running_var! : null!, weight, bias, batchStatistics, share, eps);
            }
        }

        public sealed class BatchNorm1d : BatchNorm
        {
            internal BatchNorm1d(
                long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
                : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm1d))
            {
            }

            protected override void ValidateInputDimensions(torch.Tensor input)
            {
                if (input.dim() is not (2 or 3)) throw new ArgumentException($"Expected [N, C] or [N, C, L] and got [{Shape.Text(input.shape)}].", nameof(input));
            }
        }

        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(
                long features, double eps, double momentum, bool affine, bool track, torch.Device? device, torch.ScalarType? dtype)
                : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d))
            {
            }

            protected override void ValidateInputDimensions(torch.Tensor input)
            {
                if (input.dim() != 4) throw new ArgumentException($"Expected [N, C, H, W] and got [{Shape.Text(input.shape)}].", nameof(input));
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
