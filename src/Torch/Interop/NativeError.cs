using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>
/// Turns the calling thread's last native failure into an exception: <see cref="ExternalException"/> with libtorch's message,
/// or the managed exception itself when it was thrown by managed code that libtorch had called.
/// </summary>
internal static unsafe class NativeError
{
    [DoesNotReturn]
    public static void Throw()
    {
        var text = mt_last_error(out var length, out var managed);
        var message = Encoding.UTF8.GetString(text, checked((int)length));
        var cause = managed == 0 ? null : GCHandle.FromIntPtr((nint)managed).Target as ExceptionDispatchInfo;
        mt_clear_error();
        cause?.Throw();
        throw new ExternalException(message);
    }

    public static void Check(int status)
    {
        if (status != 0) Throw();
    }

    public static nint Check(nint handle)
    {
        if (handle == 0) Throw();
        return handle;
    }
}
