using System.Runtime.InteropServices;

namespace Mantissa.Training.Imaging.Native;

/// <summary>Says in words which package is missing, instead of the loader's own message.</summary>
internal static class SystemLibrary
{
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public static void Require(string file, string purpose, string package)
    {
        if (!NativeLibrary.TryLoad(file, out _))
            throw new DllNotFoundException($"{purpose} need {file}, which is not installed here. On Debian and Ubuntu: apt-get install {package}");
    }
}
