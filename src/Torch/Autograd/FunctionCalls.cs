namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// The calls of one function that nobody needs any more. A training step applies the same functions again and again: its calls
        /// serve the next step, so that applying a function allocates little beyond its results.
        /// </summary>
        internal sealed class FunctionCalls(ICustomFunction function)
        {
            private const int MostKept = 4096;

            // Nodes of a graph are released by the thread that drops the last of them.
            private readonly Lock gate = new();
            private readonly Stack<FunctionCall> free = new();

            /// <summary>Applies the function; the caller reads the results and disposes the call.</summary>
            public FunctionCall Apply(object[] arguments)
            {
                var call = Take();
                try
                {
                    call.Apply(arguments);
                    return call;
                }
                catch
                {
                    call.Dispose();
                    throw;
                }
            }

            /// <summary>Keeps a call for the next application, unless there are enough of them.</summary>
            public bool TryKeep(FunctionCall call)
            {
                lock (gate)
                {
                    if (free.Count == MostKept) return false;
                    free.Push(call);
                    return true;
                }
            }

            private FunctionCall Take()
            {
                lock (gate)
                {
                    if (free.TryPop(out var call)) return call;
                }

                return new FunctionCall(function, this);
            }
        }
    }
}
