using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            /// <summary>Converts floating-point parameters and buffers, and moves all of them. The objects stay the same.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                Convert(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                Convert(new Device(deviceType, deviceIndex), null, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                Convert(null, dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            private static void RequireFloatingPoint(ScalarType dtype)
            {
                if (!is_floating_point(dtype))
                    throw new ArgumentException($"A module's parameters are floating-point numbers, not {dtype}.", nameof(dtype));
            }

            private void Convert(Device? device, ScalarType? dtype, bool nonBlocking)
            {
                if (device is not null) InitializeDeviceType(device.type);
                using (no_grad())
                {
                    foreach (var (_, parameter) in _internal_params) Convert(parameter, device, dtype, nonBlocking);
                    foreach (var (_, (buffer, _)) in _internal_buffers) Exchange(buffer, device, dtype, nonBlocking);
                }

                foreach (var (_, child) in named_children())
                {
                    if (device is null) child._to(dtype!.Value, nonBlocking);
                    else if (dtype is null) child._to(device.type, device.index, nonBlocking);
                    else child._to(device, dtype.Value, nonBlocking);
                }

                if (device is null) return;
                _deviceType = device.type;
                _deviceIndex = device.index;
            }

            private static void Convert(Parameter parameter, Device? device, ScalarType? dtype, bool nonBlocking)
            {
                var requiresGrad = parameter.requires_grad;
                using var gradient = parameter.grad;
                if (!Exchange(parameter, device, dtype, nonBlocking)) return;
                parameter.requires_grad = requiresGrad;
                if (gradient is null) return;
                _ = Exchange(gradient, device, dtype, nonBlocking);
                parameter.grad = gradient;
            }

            /// <summary>Puts a converted native tensor into the object; false when there is nothing to convert.</summary>
            private static bool Exchange(Tensor tensor, Device? device, ScalarType? dtype, bool nonBlocking)
            {
                var type = dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;
                var place = device ?? tensor.device;
                if (!tensor.WouldConvert(type, place)) return false;
                using var converted = tensor.to(type, place, non_blocking: nonBlocking);
                converted.handle = Interlocked.Exchange(ref tensor.handle, converted.handle);
                return true;
            }
        }
    }
}
