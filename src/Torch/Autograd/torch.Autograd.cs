using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>
        /// The gradients of the outputs' sum, weighted with <paramref name="grad_outputs"/>, by each input; null for an unused
        /// input when that is allowed. Leaves' grad is not touched.
        /// </summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            using var of = new Handles(Each(outputs));
            using var by = new Handles(Each(inputs));
            using var weights = new Handles(Each(grad_outputs));
            fixed (nint* f = of, x = by, w = weights, list = results)
                NativeError.Check(mt_grads(
                    f, of.Count, x, by.Count, w, weights.Count, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, list));
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, gradient => gradient == 0 ? null! : new Tensor(gradient));
        }

        /// <summary>
        /// Adds to each leaf's grad the gradient of the tensors' sum, weighted with <paramref name="grad_tensors"/>. An exception
        /// from a custom function's backward arrives here as itself.
        /// </summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            using var of = new Handles(Each(tensors));
            using var weights = new Handles(Each(grad_tensors));
            using var leaves = new Handles(Each(inputs));
            fixed (nint* f = of, w = weights, x = leaves)
                NativeError.Check(mt_backward(
                    f, of.Count, w, weights.Count, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, x, leaves.Count));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static ReadOnlySpan<Tensor> Each(IList<Tensor>? tensors) => tensors is null ? [] : tensors.ToArray();
    }
}
