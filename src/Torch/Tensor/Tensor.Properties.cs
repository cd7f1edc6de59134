namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Kept(mt_dim(Handle));

        public long ndim => Dimensions;

        public long NumberOfElements => Kept(mt_numel(Handle));

        /// <summary>Bytes per element.</summary>
        public long ElementSize => Kept(mt_element_size(Handle));

        public ScalarType dtype => (ScalarType)Kept(mt_dtype(Handle));

        public DeviceType device_type => (DeviceType)Kept(mt_device_type(Handle));

        public int device_index => Kept(mt_device_index(Handle));

        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        public long[] shape => size();

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Kept(mt_is_sparse(Handle)) != 0;

        public bool is_leaf => Kept(mt_is_leaf(Handle)) != 0;

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_contiguous() => Kept(mt_is_contiguous(Handle)) != 0;

        public bool is_pinned() => Kept(mt_is_pinned(Handle)) != 0;

        /// <summary>Whether the only element is not zero.</summary>
        public bool is_nonzero()
        {
            if (numel() != 1) throw new InvalidOperationException($"is_nonzero needs one element, and there are {numel()}.");
            return this.ToDouble() != 0;
        }

        public long storage_offset() => Kept(mt_storage_offset(Handle));

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* target = sizes) mt_sizes(Handle, target);
            return Kept(sizes);
        }

        public long size(int dim) => Kept(mt_size(Handle, Wrapped(dim)));

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* target = strides) mt_strides(Handle, target);
            return Kept(strides);
        }

        public long stride(int dim) => Kept(mt_stride(Handle, Wrapped(dim)));

        /// <summary>Shape, type and device, such as "[2x3], type = Float32, device = cpu".</summary>
        public override string ToString() =>
            IsInvalid ? "disposed tensor" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private long Wrapped(int dim)
        {
            var count = Dimensions;
            if (dim < -count || dim >= count)
                throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {count} dimensions.");
            return dim < 0 ? dim + count : dim;
        }

        private T Kept<T>(T value)
        {
            GC.KeepAlive(this);
            return value;
        }
    }
}
