using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A TensorIndex as native code reads it (native/indexing.cpp, Index).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IndexEntry
{
    public long Kind;
    public long Start;
    public long Stop;
    public long Step;
    public long Given;
    public nint Tensor;
}
