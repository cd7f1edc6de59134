using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>
/// The C functions of libmantissa_torch.so, one partial file per native source. Everything passed is blittable, so a call
/// costs what a C call costs. A function that makes a tensor returns its handle or 0; others return 0 or -1: see
/// <see cref="NativeError"/>. Those without a GC transition only read a field.
/// </summary>
internal static unsafe partial class Native
{
    internal const string Library = "mantissa_torch";
}
