using System.Globalization;
using System.Runtime.InteropServices;
using Mantissa.Training;
using Mantissa.Training.Accelerators;
using TorchSharp;

namespace Mantissa.Jobs.Hosting;

/// <summary>What a result may depend on besides its specification; every attempt records it.</summary>
/// <param name="Devices">What this worker can train on, the processor first.</param>
/// <param name="Sentence">All of it in one line, for the run's history.</param>
internal sealed record EnvironmentFacts(IReadOnlyList<DeviceDescription> Devices, string Sentence)
{
    private const double Gibibyte = 1 << 30;

    /// <summary>Looks at this machine. Loads libtorch.</summary>
    /// <exception cref="StartupException">The tensor library cannot be loaded.</exception>
    public static EnvironmentFacts Gather(WorkerOptions options)
    {
        try
        {
            var devices = TrainingCatalogue.Devices();
            return new(devices, Describe(devices, options));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new StartupException($"The tensor library cannot be loaded: {e.Message} Run ./mantissa doctor to see what is missing.", e);
        }
    }

    private static string Describe(IReadOnlyList<DeviceDescription> devices, WorkerOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.MachineName}: {string.Join(", ", devices.Select(Describe))}; training on {options.Threads} threads; "
            + $"libtorch {torch.__version__}; {RuntimeInformation.FrameworkDescription}; {RuntimeInformation.OSDescription}; Mantissa {WorkerIdentity.PlatformVersion}");

    private static string Describe(DeviceDescription device) =>
        device.MemoryBytes == 0
            ? device.Title
            : string.Create(CultureInfo.InvariantCulture, $"{device.Title}, {device.MemoryBytes / Gibibyte:0.#} GiB");
}
