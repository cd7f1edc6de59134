using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Tests.Catalogue;

public abstract record SampleBaseOptions
{
    [Parameter("Epochs", "Passes.", Minimum = 1, Maximum = 100)]
    public int Epochs { get; init; } = 10;
}

/// <summary>One property of every kind.</summary>
public sealed record SampleOptions : SampleBaseOptions
{
    public enum NoiseShape
    {
        Normal,
        UniformBox,
    }

    [Parameter("Depth", "Layers.", Minimum = 8, Maximum = 110, Step = 6, Unit = "layers")]
    public int Depth { get; init; } = 20;

    [Parameter("Rate", "Speed.", Minimum = 0, Maximum = 1)]
    public double Rate { get; init; } = 0.1;

    [Parameter("Flip", "Mirrors.")]
    public bool Flip { get; init; } = true;

    [Parameter("Noise", "Distribution.")]
    public NoiseShape Noise { get; init; } = NoiseShape.UniformBox;

    [Parameter("Size", "Side.", Choices = ["32", "64"])]
    public int Size { get; init; } = 32;

    [Parameter("Path", "Where.", Required = true)]
    [DataPath]
    public string? Path { get; init; }

    [Parameter("Limit", "Most images.")]
    public long? Limit { get; init; }

    public int NotAParameter { get; init; }
}
