using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>
        /// One application of a custom function. libtorch's graph node owns it through a GCHandle and calls it back, on the thread
        /// that runs the backward pass; an exception goes through libtorch as a handle and is thrown again on the managed side.
        /// </summary>
        internal sealed class FunctionCall(ICustomFunction function, object[] arguments) : IDisposable
        {
            private readonly AutogradContext context = new();
            private readonly bool[] isTensor = Array.ConvertAll(arguments, argument => argument is Tensor);
            private object[]? arguments = arguments;
            private List<Tensor> outputs = [];

            static FunctionCall() => mt_function_callbacks(&Forward, &Backward, &Release);

            public List<Tensor> Apply()
            {
                var inputs = new Tensor[isTensor.AsSpan().Count(true)];
                for (int i = 0, next = 0; i < isTensor.Length; i++)
                    if (isTensor[i]) inputs[next++] = (Tensor)arguments![i];
                using var handles = new Handles((ReadOnlySpan<Tensor>)inputs);
                nint results;
                fixed (nint* list = handles)
                    results = mt_function_apply((long)GCHandle.ToIntPtr(GCHandle.Alloc(this)), list, handles.Count);
                GC.KeepAlive(inputs);

                var raw = outputs;
                arguments = null;
                outputs = [];
                return Connected(TensorList.Take(NativeError.Check(results)), raw, inputs);
            }

            /// <summary>
            /// The outputs as part of the graph. A tensor that forward made is reused as the object for its result; one that is an
            /// input, or that appears twice, gets a new object.
            /// </summary>
            private static List<Tensor> Connected(nint[] results, List<Tensor> raw, Tensor[] inputs)
            {
                var connected = new List<Tensor>(results.Length);
                for (var i = 0; i < results.Length; i++)
                {
                    var made = raw[i];
                    var reusable = !Holds(inputs, made) && !Holds(CollectionsMarshal.AsSpan(connected), made);
                    if (!reusable)
                    {
                        connected.Add(new Tensor(results[i]));
                        continue;
                    }

                    mt_dispose(Interlocked.Exchange(ref made.handle, results[i]));
                    connected.Add(made);
                }

                return connected;
            }

            private static bool Holds(ReadOnlySpan<Tensor> tensors, Tensor searched)
            {
                foreach (var tensor in tensors)
                    if (ReferenceEquals(tensor, searched)) return true;
                return false;
            }

            private void Forward(nint native, nint list)
            {
                using (context.Enter(native)) outputs = function.Forward(context, arguments!);
                foreach (var output in outputs)
                {
                    if (output is null) throw new InvalidOperationException($"{function.Name} returned null from forward.");
                    TensorList.Add(list, output);
                }
            }

            private void Backward(nint native, ReadOnlySpan<nint> gradients, nint list)
            {
                // Whatever backward makes and does not return is disposed here: results are held by the native list.
                using var scope = NewDisposeScope();
                var incoming = new List<Tensor>(gradients.Length);
                foreach (var gradient in gradients) incoming.Add(gradient == 0 ? null! : new Tensor(gradient));

                List<Tensor> outgoing;
                using (context.Enter(native)) outgoing = function.Backward(context, incoming);
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

            public void Dispose() => context.Dispose();

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
                (owned.Target as FunctionCall)?.Dispose();
                owned.Free();
            }
        }

        /// <summary>A custom function without its type parameters.</summary>
        internal interface ICustomFunction
        {
            string Name { get; }

            List<Tensor> Forward(AutogradContext context, object[] arguments);

            List<Tensor> Backward(AutogradContext context, List<Tensor> gradients);
        }
    }
}
