using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/linear.cpp: products of matrices and vectors.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_matmul(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_mm(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_bmm(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_mv(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_dot(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_outer(nint self, nint other);
    [LibraryImport(Library)] internal static partial nint mt_addmm(nint self, nint a, nint b, float beta, float alpha);
    [LibraryImport(Library)] internal static partial int mt_addmm_(nint self, nint a, nint b, float beta, float alpha);
    [LibraryImport(Library)] internal static partial nint mt_baddbmm(nint self, nint a, nint b, float beta, float alpha);
    [LibraryImport(Library)] internal static partial nint mt_einsum(byte* equation, nint* tensors, long count);
    [LibraryImport(Library)] internal static partial nint mt_linear(nint input, nint weight, nint bias);
}
