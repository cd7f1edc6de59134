using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Scaled ELU, with the constants of Klambauer 2017.</summary>
        public sealed class SELU : ParameterLessModule<torch.Tensor, torch.Tensor>
        {
            internal SELU(bool inplace)
                : base(nameof(SELU)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override torch.Tensor forward(torch.Tensor tensor) => F.selu(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static SELU SELU(bool inplace = false) => new(inplace);
        }
    }
}
