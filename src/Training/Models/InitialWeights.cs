using System.Runtime.InteropServices;
using Mantissa.Training.Randomness;
using TorchSharp;
using TorchSharp.Modules;

namespace Mantissa.Training.Models;

/// <summary>
/// Initial weights as a function of the seed and the parameter's name. They never come from libtorch's generator: formats of one seed
/// start from the same weights, whatever was drawn before.
/// </summary>
internal static class InitialWeights
{
    /// <summary>
    /// N(0, √(2 / fan-in)) for convolutions and fully-connected layers, 0 for their biases; batch norm starts as the identity
    /// (He et al., "Delving deep into rectifiers", 2015, equation 10).
    /// </summary>
    public static void He(torch.nn.Module network, long seed)
    {
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (parameter.dim() > 1)
                Normal(parameter, seed, name, 0, Math.Sqrt(2.0 / (parameter.numel() / parameter.size(0))));
            else if (name.EndsWith("bias", StringComparison.Ordinal))
                Values(parameter).Clear();
        }
    }

    /// <summary>
    /// N(0, 0.02) for convolutions, N(1, 0.02) for the scale of batch norm, 0 for biases (Radford et al. 2015, section 4, and its code).
    /// </summary>
    /// <param name="network">Generator or discriminator.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="prefix">Tells the parameters of the two networks apart.</param>
    public static void DcGan(torch.nn.Module network, long seed, string prefix)
    {
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                Values(parameter).Clear();
            else
                Normal(parameter, seed, $"{prefix}.{name}", parameter.dim() > 1 ? 0 : 1, 0.02);
        }
    }

    private static void Normal(Parameter parameter, long seed, string name, double mean, double deviation) =>
        new CounterRandom(seed, name).FillNormal(Values(parameter), (float)mean, (float)deviation);

    private static Span<float> Values(Parameter parameter) => MemoryMarshal.Cast<byte, float>(parameter.bytes);
}
