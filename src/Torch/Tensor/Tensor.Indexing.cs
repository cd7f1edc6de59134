using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, i => (TensorIndex)i));
            set => index_put_(value, Array.ConvertAll(indices, i => (TensorIndex)i));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => New(mt_select(Handle, 0, i1), this);
            set => index_put_(value, [(TensorIndex)i1]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index((TensorIndex)i1, i2);
            set => index_put_(value, [(TensorIndex)i1, i2]);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            Span<IndexEntry> entries = stackalloc IndexEntry[indices.Length];
            Fill(entries, indices);
            fixed (IndexEntry* list = entries)
            {
                var item = New(mt_index(Handle, list, entries.Length), this);
                GC.KeepAlive(indices);
                return item;
            }
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Span<IndexEntry> entries = stackalloc IndexEntry[indices.Length];
            Fill(entries, indices);
            fixed (IndexEntry* list = entries) Changed(mt_index_put_(Handle, list, entries.Length, value.Handle), value);
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Span<IndexEntry> entries = stackalloc IndexEntry[indices.Length];
            Fill(entries, indices);
            fixed (IndexEntry* list = entries)
                Changed(mt_index_put_scalar_(Handle, list, entries.Length, Scalar.Required(value, nameof(value))));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Writes, or adds where <paramref name="accumulate"/>, at the positions that the tensors give per dimension.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            using var handles = new Handles(indices);
            fixed (nint* list = handles)
                Changed(mt_index_put_tensors_(Handle, list, handles.Count, value.Handle, accumulate ? 1 : 0), value);
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor select(long dim, long index) => New(mt_select(Handle, dim, index), this);

        public Tensor narrow(long dim, long start, long length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            return New(mt_narrow(Handle, dim, start, length), this);
        }

        public Tensor slice(long dim, long start, long finish, long step)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
            return New(mt_slice(Handle, dim, start, finish, step), this);
        }

        public Tensor index_select(long dim, Tensor index) => New(mt_index_select(Handle, dim, index.Handle), this, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            New(mt_index_add(Handle, dim, index.Handle, source.Handle, alpha.Number), this, index, source);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Changed(mt_index_add_(Handle, dim, index.Handle, source.Handle, alpha.Number), index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Changed(mt_index_copy_(Handle, dim, index.Handle, source.Handle), index, source);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Changed(mt_index_fill_(Handle, dim, index.Handle, value.Number), index);

        private static void Fill(Span<IndexEntry> entries, TensorIndex[] indices)
        {
            for (var i = 0; i < indices.Length; i++) entries[i] = indices[i].Entry();
        }
    }
}
