namespace Mantissa.Torch.Tests;

[Collection(nameof(ProcessWide))]
public class ThreadTests
{
    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(2);
            get_num_threads().ShouldBe(2);
            Should.Throw<ArgumentOutOfRangeException>(() => set_num_threads(0));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public unsafe void OpenMP_threads_wait_briefly_before_they_sleep()
    {
        get_num_threads().ShouldBeGreaterThan(0);
        var custom = Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") ?? Environment.GetEnvironmentVariable("GOMP_SPINCOUNT");
        fixed (byte* name = "GOMP_SPINCOUNT"u8)
            if (custom is null) System.Runtime.InteropServices.Marshal.PtrToStringUTF8(getenv(name)).ShouldBe("5000");
    }

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern unsafe nint getenv(byte* name);

    [Fact]
    public void Convolutions_run_through_oneDNN_and_OpenMP()
    {
        var description = System.Runtime.InteropServices.Marshal.PtrToStringUTF8(ShowConfig())!;
        description.ShouldContain("MKL-DNN");
        description.ShouldContain("OpenMP");
        __version__.ShouldNotBeEmpty();

        static unsafe nint ShowConfig() => (nint)TorchSharp.Interop.Native.mt_show_config();
    }
}
