using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Models;
using Mantissa.Training.Randomness;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>Noise for the generator: draw n is a function of the seed and n, so a checkpoint remembers only how many were drawn.</summary>
internal sealed class NoiseSource(LatentNoise latent, long seed, torch.Device device) : ICheckpointState
{
    private long _draws;

    /// <summary>Count × dimension, the next draw.</summary>
    public torch.Tensor Next(int count) => Draw(count, new CounterRandom(seed, "noise", _draws++));

    /// <summary>Count × dimension, the same every time, for pictures that show one point of the latent space over the run.</summary>
    public torch.Tensor Fixed(int count, string purpose) => Draw(count, new CounterRandom(seed, purpose));

    /// <summary>Count × 1 × 1 × 1, uniform in [0, 1): a place between two images for each of a batch, by the number of the latest draw.</summary>
    public torch.Tensor Between(long count)
    {
        var shares = torch.empty(count, 1, 1, 1, dtype: torch.ScalarType.Float32);
        new CounterRandom(seed, "between", _draws).FillUniform(MemoryMarshal.Cast<byte, float>(shares.bytes));
        return device.type == DeviceType.CPU ? shares : shares.to(device);
    }

    public JsonObject SaveState() => new() { ["draws"] = _draws };

    public void LoadState(JsonObject state) => _draws = state["draws"]!.GetValue<long>();

    private torch.Tensor Draw(int count, CounterRandom random)
    {
        var noise = torch.empty(count, latent.Dimension, dtype: torch.ScalarType.Float32);
        latent.Fill(MemoryMarshal.Cast<byte, float>(noise.bytes), random);
        return device.type == DeviceType.CPU ? noise : noise.to(device);
    }
}
