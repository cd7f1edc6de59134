using System.Runtime.InteropServices;

namespace Mantissa.Training.Imaging.Native;

/// <summary>A library of the operating system: says in words which package is missing, instead of the loader's own message.</summary>
/// <param name="file">Name that the loader looks for.</param>
/// <param name="purpose">What needs it, e.g. <c>JPEG images</c>.</param>
/// <param name="package">The Debian package that has it.</param>
internal sealed class SystemLibrary(string file, string purpose, string package)
{
    private bool _isPresent;

    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public void Require()
    {
        if (!_isPresent && !NativeLibrary.TryLoad(file, out _))
            throw new DllNotFoundException($"{purpose} need {file}, which is not installed here. On Debian and Ubuntu: apt-get install {package}");
        _isPresent = true;
    }
}
