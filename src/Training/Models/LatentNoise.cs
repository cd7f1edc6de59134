using Mantissa.Training.Randomness;

namespace Mantissa.Training.Models;

public enum NoiseKind
{
    /// <summary>Standard normal.</summary>
    Normal,

    /// <summary>Uniform in −1 … 1.</summary>
    Uniform,
}

/// <summary>The distribution that a generator transforms into images.</summary>
public sealed record LatentNoise(NoiseKind Kind, int Dimension)
{
    /// <summary>Fills <paramref name="values"/> from the start of a stream; the same stream gives the same noise in every format.</summary>
    public void Fill(Span<float> values, CounterRandom random)
    {
        if (Kind == NoiseKind.Uniform)
            random.FillUniform(values, -1, 1);
        else
            random.FillNormal(values);
    }
}
