using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The memory of a contiguous CPU tensor, in element order. It is the tensor's own memory: keep the tensor alive and
        /// undisposed while using the span.
        /// </summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the CPU.</exception>
        /// <exception cref="ArgumentException">It has more bytes than a span can cover, or assigned data of another length.</exception>
        public unsafe Span<byte> bytes
        {
            get => new(DataPointer(), ByteCount(int.MaxValue));

            set
            {
                var count = ByteCount(int.MaxValue);
                if (value.Length != count)
                    throw new ArgumentException($"The tensor has {count} bytes and the data {value.Length}.", nameof(value));
                value.CopyTo(new Span<byte>(DataPointer(), count));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Typed access to the elements; a tensor on another device is copied to the CPU first.</summary>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ElementTypes.Require<T>(dtype);
            return new Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The value of a tensor with one element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it is not a <typeparamref name="T"/>.</exception>
        public T item<T>()
            where T : unmanaged
        {
            ElementTypes.Require<T>(dtype);
            return ElementTypes.Convert<T>(Item());
        }

        public Scalar ToScalar() => new(Item());

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferSize);
            ForEachPart(1 << 20, (part, _) => stream.Write(part));
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferSize);
            ForEachPart(1 << 20, (part, _) => stream.ReadExactly(part));
        }

        public T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            using var accessor = data<T>();
            return accessor[i];
        }

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        internal unsafe void* DataPointer()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("The memory of another device cannot be read; copy the tensor to the CPU first.");
            NativeError.Check(mt_data(Handle, out var pointer));
            return (void*)pointer;
        }

        private Number Item()
        {
            if (NumberOfElements != 1) throw new ArgumentException($"Number of elements in the tensor must be 1, not {NumberOfElements}.");
            NativeError.Check(mt_item(Handle, out var bits, out var kind));
            GC.KeepAlive(this);
            return Number.From(bits, kind);
        }

        private int ByteCount(int limit)
        {
            if (!is_contiguous()) throw new InvalidOperationException("The elements of a non-contiguous tensor are not one span.");
            var count = NumberOfElements * ElementSize;
            return count <= limit ? (int)count : throw new ArgumentException($"A span cannot cover {count} bytes.");
        }

        private unsafe void ForEachPart(int partSize, PartAction action)
        {
            if (!is_contiguous()) throw new InvalidOperationException("The elements of a non-contiguous tensor are not one span.");
            var total = NumberOfElements * ElementSize;
            var start = (byte*)DataPointer();
            for (long offset = 0; offset < total; offset += partSize)
                action(new Span<byte>(start + offset, (int)Math.Min(partSize, total - offset)), offset);
            GC.KeepAlive(this);
        }

        private delegate void PartAction(Span<byte> part, long offset);
    }
}
