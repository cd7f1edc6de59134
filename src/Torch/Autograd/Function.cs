namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// An operation with a hand-written derivative: override forward and backward and call <c>apply</c>. One instance serves
        /// every application, so what belongs to one application goes into the context. backward returns one gradient per argument
        /// of forward: null for arguments that are not tensors or need none.
        /// </summary>
        public abstract class Function<T> : ICustomFunction
            where T : Function<T>, new()
        {
            internal static readonly FunctionCalls Calls = new(new T());

            public abstract string Name { get; }

            public static List<Tensor> apply_internal(params object[] vars)
            {
                using var call = Calls.Apply(vars);
                return [.. call.Results];
            }

            void ICustomFunction.Forward(AutogradContext context, object[] arguments, List<Tensor> results) =>
                ForwardAll(context, arguments, results);

            List<Tensor> ICustomFunction.Backward(AutogradContext context, List<Tensor> gradients) => BackwardAll(context, gradients);

            internal abstract void ForwardAll(AutogradContext context, object[] arguments, List<Tensor> results);

            internal abstract List<Tensor> BackwardAll(AutogradContext context, List<Tensor> gradients);
        }

        /// <summary>A custom function with one result.</summary>
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars)
            {
                using var call = Calls.Apply(vars);
                return call.Results[0];
            }

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override void ForwardAll(AutogradContext context, object[] arguments, List<Tensor> results) =>
                results.Add(forward(context, arguments));

            internal sealed override List<Tensor> BackwardAll(AutogradContext context, List<Tensor> gradients) =>
                backward(context, gradients[0]);
        }

        /// <summary>A custom function with several results.</summary>
        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override void ForwardAll(AutogradContext context, object[] arguments, List<Tensor> results) =>
                results.AddRange(forward(context, arguments));

            internal sealed override List<Tensor> BackwardAll(AutogradContext context, List<Tensor> gradients) =>
                backward(context, [.. gradients]);
        }
    }
}
