using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Kept(mt_requires_grad(Handle)) != 0;
            set => Changed(mt_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>The accumulated gradient, a new object at each call, or null before the first backward pass.</summary>
        public Tensor? grad
        {
            get
            {
                NativeError.Check(mt_grad(Handle, out var gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set => Changed(mt_set_grad(Handle, value?.Handle ?? 0), value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Changed(mt_retain_grad(Handle));

        public Tensor detach() => New(mt_detach(Handle), this);

        public Tensor detach_() => Changed(mt_detach_(Handle));

        public void backward() => autograd.backward(this, grad_tensors: (IList<Tensor>?)null);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
