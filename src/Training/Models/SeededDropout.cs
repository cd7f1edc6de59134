using System.Runtime.InteropServices;
using Mantissa.Training.Randomness;
using TorchSharp;

namespace Mantissa.Training.Models;

/// <summary>
/// Dropout whose mask is a function of seed, layer and number of the forward pass in training: x·m / (1 − p), m = 0 with probability p
/// (Srivastava et al. 2014). All formats of a seed drop the same elements, and as the number is a buffer, a checkpoint remembers it.
/// </summary>
internal sealed class SeededDropout : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly string _name;
    private readonly double _probability;
    private readonly long _seed;
    private readonly torch.Tensor _passes;

    /// <param name="name">Unique in the network.</param>
    /// <param name="probability">p, from 0 up to but not including 1.</param>
    /// <param name="seed">The run's seed.</param>
    public SeededDropout(string name, double probability, long seed)
        : base(name)
    {
        (_name, _probability, _seed) = (name, probability, seed);
        _passes = torch.tensor(0L).DetachFromDisposeScope();
        register_buffer("passes", _passes);
    }

    /// <summary>Whether the next call changes its argument.</summary>
    public bool IsActive => training && _probability > 0;

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (!IsActive)
            return input;
        var random = new CounterRandom(_seed, _name, _passes.item<long>());
        _passes.add_(1);
        var mask = torch.empty(input.shape, dtype: torch.ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(mask.bytes);
        random.FillUniform(values);
        var (threshold, kept) = ((float)_probability, (float)(1 / (1 - _probability)));
        for (var i = 0; i < values.Length; i++)
            values[i] = values[i] < threshold ? 0 : kept;
        return input.mul(mask.to(input.device));
    }
}
