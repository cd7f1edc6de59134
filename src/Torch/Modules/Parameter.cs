using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module learns. It takes the given tensor over, which is empty afterwards.</summary>
        public class Parameter : torch.Tensor
        {
            public Parameter(torch.Tensor data, bool requires_grad = true)
                : base(Taken(data.with_requires_grad(requires_grad)), register: false) => DisposeScope.Replace(data, this);

            private static nint Taken(torch.Tensor data)
            {
                var handle = data.Handle;
                data.Vacate();
                return handle;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
