using Mantissa.Training.Imaging.Native;

namespace Mantissa.Training.Tests.Imaging.Native;

public class SystemLibraryTests
{
    [Fact]
    public void A_missing_library_is_named_with_its_package() =>
        Should.Throw<DllNotFoundException>(new SystemLibrary("libnothing.so.9", "JPEG images", "libnothing9").Require).Message
            .ShouldBe("JPEG images need libnothing.so.9, which is not installed here. On Debian and Ubuntu: apt-get install libnothing9");

    [Fact]
    public void An_installed_library_is_found()
    {
        TurboJpeg.Installed.Require();
        Png.Installed.Require();
    }
}
