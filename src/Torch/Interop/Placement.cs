using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Element type, device and gradient tracking of a tensor to be made.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Placement
{
    private readonly sbyte dtype;
    private readonly sbyte device;
    private readonly short index;
    private readonly int requiresGrad;

    private Placement(torch.ScalarType dtype, torch.Device device, bool requiresGrad)
    {
        this.dtype = (sbyte)dtype;
        this.device = (sbyte)device.type;
        index = (short)device.index;
        this.requiresGrad = requiresGrad ? 1 : 0;
    }

    /// <summary>Missing values are the process's defaults.</summary>
    public static Placement Of(torch.ScalarType? dtype, torch.Device? device, bool requiresGrad) =>
        new(dtype ?? torch.get_default_dtype(), torch.InitializeDevice(device), requiresGrad);
}
