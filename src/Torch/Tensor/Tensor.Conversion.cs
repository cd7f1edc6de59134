namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, device_type, device_index, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(dtype, device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @bool() => to(ScalarType.Bool);

        public Tensor @byte() => to(ScalarType.Byte);

        public Tensor @char() => to(ScalarType.Int8);

        public Tensor @short() => to(ScalarType.Int16);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor half() => to(ScalarType.Float16);

        public Tensor bfloat16() => to(ScalarType.BFloat16);

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        public Tensor clone() => New(mt_clone(Handle), this);

        public Tensor contiguous() => New(mt_contiguous(Handle), this);

        public Tensor pin_memory() => New(mt_pin_memory(Handle), this);

        /// <summary>A second object for the same tensor.</summary>
        public Tensor alias() => New(mt_alias(Handle), this);

        /// <summary>Takes over the elements of another tensor, broadcast and converted as needed.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Changed(mt_copy_(Handle, source.Handle, nonBlocking ? 1 : 0), source);

        /// <summary>Shares the memory and shape of another tensor from now on.</summary>
        public Tensor set_(Tensor source) => Changed(mt_set_(Handle, source.Handle), source);

        internal bool WouldConvert(ScalarType type, Device device) =>
            dtype != type || device_type != device.type || (device_type == DeviceType.CUDA && device_index != device.index);

        private Tensor Converted(ScalarType type, DeviceType device, int index, bool copy, bool disposeAfter, bool nonBlocking)
        {
            InitializeDeviceType(device);
            var converted = New(mt_to(Handle, (sbyte)type, (int)device, index, copy ? 1 : 0, nonBlocking ? 1 : 0), this);
            if (disposeAfter) Dispose();
            return converted;
        }
    }
}
