using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>
        /// One application of a custom function. libtorch's graph node holds it through a GCHandle and calls it back, on the thread
        /// that runs the backward pass; an exception goes through libtorch as a handle and is thrown again on the managed side.
        /// </summary>
        /// <remarks>
        /// It has two holders: whoever applies the function, until the results are read, and the node, which may go first, when nothing is
        /// recorded, or much later. The second one to let go gives the call back to its pool.
        /// </remarks>
        internal sealed class FunctionCall : IDisposable
        {
            private const int FewResults = 8;

            private readonly ICustomFunction function;
            private readonly FunctionCalls pool;
            private readonly GCHandle self;
            private readonly AutogradContext context = new();
            private readonly DisposeScope scope = new();
            private readonly List<Tensor> inputs = [];
            private readonly List<Tensor> results = [];
            private readonly List<Tensor> gradients = [];
            private bool[] isTensor = [];
            private object[]? arguments;
            private int holders;

            static FunctionCall() => mt_function_callbacks(&Forward, &Backward, &Release);

            public FunctionCall(ICustomFunction function, FunctionCalls pool)
            {
                (this.function, this.pool) = (function, pool);
                self = GCHandle.Alloc(this);
            }

            /// <summary>What forward made, as part of the graph; to be read before the call is disposed.</summary>
            public List<Tensor> Results => results;

            public void Apply(object[] given)
            {
                (arguments, holders) = (given, 1);
                if (isTensor.Length != given.Length) isTensor = new bool[given.Length];
                for (var i = 0; i < given.Length; i++)
                {
                    var tensor = given[i] as Tensor;
                    isTensor[i] = tensor is not null;
                    if (tensor is not null) inputs.Add(tensor);
                }

                using var handles = new Handles(inputs);
                nint list;
                // From here on the graph's node holds it too.
                holders = 2;
                fixed (nint* first = handles) list = NativeError.Check(mt_function_apply(GCHandle.ToIntPtr(self), first, handles.Count));
                Connect(list);
            }

            /// <summary>The results were read.</summary>
            public void Dispose()
            {
                inputs.Clear();
                results.Clear();
                arguments = null;
                LetGo();
            }

            /// <summary>
            /// Makes the results part of the graph. A tensor that forward made is reused as the object for its result; one that is an
            /// input, or that appears twice, gets a new object.
            /// </summary>
            private void Connect(nint list)
            {
                var count = results.Count;
                var handles = count <= FewResults ? stackalloc nint[count] : new nint[count];
                TensorList.Take(list, handles);
                for (var i = 0; i < count; i++)
                {
                    var made = results[i];
                    if (Holds(CollectionsMarshal.AsSpan(inputs), made) || Holds(CollectionsMarshal.AsSpan(results)[..i], made))
                        results[i] = new Tensor(handles[i]);
                    else
                        mt_dispose(Interlocked.Exchange(ref made.handle, handles[i]));
                }
            }

            private static bool Holds(ReadOnlySpan<Tensor> tensors, Tensor searched)
            {
                foreach (var tensor in tensors)
                    if (ReferenceEquals(tensor, searched)) return true;
                return false;
            }

            private void Forward(nint native, nint list)
            {
                using (context.Enter(native)) function.Forward(context, arguments!, results);
                foreach (var result in results)
                {
                    if (result is null) throw new InvalidOperationException($"{function.Name} returned null from forward.");
                    TensorList.Add(list, result);
                }
            }

            private void Backward(nint native, ReadOnlySpan<nint> incoming, nint list)
            {
                // Whatever backward makes and does not return is disposed here: results are held by the native list.
                using var opened = DisposeScopeManager.ThreadSingleton.Push(scope);
                gradients.Clear();
                foreach (var gradient in incoming) gradients.Add(gradient == 0 ? null! : new Tensor(gradient));

                List<Tensor> outgoing;
                using (context.Enter(native)) outgoing = function.Backward(context, gradients);
                gradients.Clear();
                if (outgoing.Count != isTensor.Length)
                    throw new InvalidOperationException(
                        $"{function.Name} returned {outgoing.Count} gradients from backward for {isTensor.Length} arguments of forward.");
                for (var i = 0; i < isTensor.Length; i++)
                {
                    if (isTensor[i]) TensorList.Add(list, outgoing[i]);
                    else if (outgoing[i] is not null)
                        throw new InvalidOperationException($"{function.Name} returned a gradient for argument {i}, which is not a tensor.");
                }
            }

            private void LetGo()
            {
                if (Interlocked.Decrement(ref holders) > 0) return;
                context.Dispose();
                if (!pool.TryKeep(this)) self.Free();
            }

            private static FunctionCall Of(long call) => (FunctionCall)GCHandle.FromIntPtr((nint)call).Target!;

            private static long Carry(Exception exception) =>
                (long)GCHandle.ToIntPtr(GCHandle.Alloc(ExceptionDispatchInfo.Capture(exception)));

            [UnmanagedCallersOnly]
            private static long Forward(long call, nint context, nint outputs)
            {
                try
                {
                    Of(call).Forward(context, outputs);
                    return 0;
                }
                catch (Exception exception)
                {
                    return Carry(exception);
                }
            }

            [UnmanagedCallersOnly]
            private static long Backward(long call, nint context, nint* gradients, long count, nint outputs)
            {
                try
                {
                    Of(call).Backward(context, new ReadOnlySpan<nint>(gradients, (int)count), outputs);
                    return 0;
                }
                catch (Exception exception)
                {
                    return Carry(exception);
                }
            }

            [UnmanagedCallersOnly]
            private static void Release(long handle)
            {
                var owned = GCHandle.FromIntPtr((nint)handle);
                if (owned.Target is FunctionCall call) call.LetGo();
                else owned.Free();
            }
        }

        /// <summary>A custom function without its type parameters.</summary>
        internal interface ICustomFunction
        {
            string Name { get; }

            /// <summary>Adds what forward makes to <paramref name="results"/>.</summary>
            void Forward(AutogradContext context, object[] arguments, List<Tensor> results);

            /// <summary>One gradient per argument; the list of those that came in is used again afterwards.</summary>
            List<Tensor> Backward(AutogradContext context, List<Tensor> gradients);
        }
    }
}
