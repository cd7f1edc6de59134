using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/error.cpp: the last error.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial byte* mt_last_error(out long length, out long exception);
    [LibraryImport(Library)] internal static partial void mt_clear_error();
}
