using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor's memory is: "cpu", "cuda", "cuda:1", "meta".</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Parse(parts[0], description);
            index = Normalise(parts.Length == 1 ? -1 : ParseIndex(parts, description));
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType, deviceType);
            this.index = Normalise(index);
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = Normalise(index);
        }

        /// <summary>A CUDA device by its number.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; } = DeviceType.CPU;

        /// <summary>The device's number among those of its kind, −1 for the current one. The CPU has none.</summary>
        public int index { get; } = -1;

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var kind = type.ToString().ToLowerInvariant();
            return index == -1 ? kind : $"{kind}:{index}";
        }

        private int Normalise(int value) => type switch
        {
            DeviceType.CPU or DeviceType.META => -1,
            DeviceType.CUDA when value == -1 => 0,
            _ => value,
        };

        private static DeviceType Parse(string kind, string description) => kind.ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "mps" => DeviceType.MPS,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"Unknown device '{description}'. Devices are cpu, cuda, cuda:0, mps, meta.", nameof(description)),
        };

        private static int ParseIndex(string[] parts, string description) =>
            parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 128
                ? number
                : throw new ArgumentException($"'{description}' does not end in a device number.", nameof(description));
    }
}
