using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static class cuda
    {
        public static bool is_available() => mt_cuda_is_available() != 0 && device_count() > 0;

        public static bool is_cudnn_available() => mt_cuda_is_cudnn_available() != 0;

        public static int device_count() => mt_cuda_device_count();

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until a CUDA device has finished everything it was given.</summary>
        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            NativeError.Check(mt_cuda_synchronize(device?.index ?? -1));
        }
    }
}
