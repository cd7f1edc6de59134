using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Mantissa.Training.Accelerators;

/// <summary>The devices that libtorch can use here.</summary>
internal static class Devices
{
    private const string ProcessorFile = "/proc/cpuinfo";

    public static IReadOnlyList<DeviceDescription> List()
    {
        var devices = new List<DeviceDescription> { new("cpu", ProcessorTitle(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) };
        if (torch.cuda.is_available())
        {
            for (var i = 0; i < torch.cuda.device_count(); i++)
                devices.Add(new(string.Create(CultureInfo.InvariantCulture, $"cuda:{i}"), $"CUDA device {i}", 0));
        }

        return devices;
    }

    /// <summary>The device that a specification asks for.</summary>
    /// <exception cref="TrainingInputException">This machine does not have it.</exception>
    public static torch.Device Open(string name) => name switch
    {
        "cpu" => torch.CPU,
        "cuda" when torch.cuda.is_available() => torch.CUDA,
        "cuda" => throw new TrainingInputException("device", "This worker has no CUDA device, or its libtorch was built without CUDA. Choose cpu, or a worker with one."),
        _ => throw new TrainingInputException("device", $"There is no device '{name}'; a run names cpu or cuda."),
    };

    private static string ProcessorTitle()
    {
        const string Key = "model name";
        var line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))
            : null;
        var name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var title = string.IsNullOrEmpty(name) ? $"{RuntimeInformation.ProcessArchitecture} processor" : name;
        return string.Create(CultureInfo.InvariantCulture, $"{title}, {Environment.ProcessorCount} threads");
    }
}
