using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Division by (k + alpha · mean of squares over neighbouring channels)^beta [Krizhevsky 2012].</summary>
        public sealed class LocalResponseNorm : ParameterLessModule<torch.Tensor, torch.Tensor>
        {
            internal LocalResponseNorm(long size, double alpha, double beta, double k)
                : base(nameof(LocalResponseNorm))
            {
                this.size = size;
                this.alpha = alpha;
                this.beta = beta;
                this.k = k;
            }

            public long size { get; set; }

            public double alpha { get; set; }

            public double beta { get; set; }

            public double k { get; set; }

            public override torch.Tensor forward(torch.Tensor input) => F.local_response_norm(input, size, alpha, beta, k);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static LocalResponseNorm LocalResponseNorm(long size, double alpha = 1e-4, double beta = 0.75, double k = 1) =>
                new(size, alpha, beta, k);
        }
    }
}
