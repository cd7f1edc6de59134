using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// What a custom function keeps from its forward to its backward pass. It can be used inside these two calls only.
        /// </summary>
        public unsafe class AutogradContext : IDisposable
        {
            // Two or three entries at most: a list is smaller than a dictionary, and finds them sooner.
            private readonly List<KeyValuePair<string, object>> data = [];
            private nint native;

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps tensors for backward; call it once, in forward. Null entries come back as null.</summary>
            public void save_for_backward(List<Tensor> tensors)
            {
                using var handles = new Handles(tensors);
                fixed (nint* list = handles) NativeError.Check(mt_context_save(Native, list, handles.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>The tensors kept by <see cref="save_for_backward"/>, as new objects.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">One was changed in place since, or the graph was
            /// already freed by an earlier backward pass.</exception>
            public List<Tensor> get_saved_variables()
            {
                var list = NativeError.Check(mt_context_saved(Native));
                var handles = new nint[mt_list_count(list)];
                TensorList.Take(list, handles);
                return [.. handles.Select(handle => handle == 0 ? null! : new Tensor(handle))];
            }

            /// <summary>Keeps anything but a tensor under a name.</summary>
            /// <exception cref="ArgumentException">The value is a tensor: that would leak its graph.</exception>
            public void save_data(string key, object value)
            {
                if (value is Tensor) throw new ArgumentException("Tensors are kept by save_for_backward.", nameof(value));
                _ = Native;
                for (var i = data.Count - 1; i >= 0; i--)
                    if (data[i].Key == key) data.RemoveAt(i);
                data.Add(new(key, value));
            }

            public object get_data(string key)
            {
                _ = Native;
                foreach (var (name, value) in data)
                    if (name == key) return value;
                return null!;
            }

            /// <summary>Declares inputs that forward changed in place; call it once.</summary>
            public void mark_dirty(List<Tensor> tensors)
            {
                using var handles = new Handles(tensors);
                fixed (nint* list = handles) NativeError.Check(mt_context_mark_dirty(Native, list, handles.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>Declares outputs that have no gradient; call it once, in forward.</summary>
            public void mark_non_differentiable(List<Tensor> tensors)
            {
                using var handles = new Handles(tensors);
                fixed (nint* list = handles) NativeError.Check(mt_context_mark_non_differentiable(Native, list, handles.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>Whether backward gets zeros (the default) or null for an output that the loss does not depend on.</summary>
            public void set_materialize_grads(bool value)
            {
                MaterializeGrads = value;
                mt_context_materialize(Native, value ? 1 : 0);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Forgets what was kept: the same object may serve another application.</summary>
            protected virtual void Dispose(bool disposing)
            {
                data.Clear();
                MaterializeGrads = true;
            }

            internal nint Native => native != 0
                ? native
                : throw new InvalidOperationException("The context can be used inside forward and backward only.");

            internal Entry Enter(nint context)
            {
                native = context;
                return new Entry(this);
            }

            internal readonly struct Entry(AutogradContext context) : IDisposable
            {
                public void Dispose() => context.native = 0;
            }
        }
    }
}
