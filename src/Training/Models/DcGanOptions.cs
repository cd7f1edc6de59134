using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Models;

/// <summary>What the DC-GAN networks can be told.</summary>
public record DcGanOptions
{
    [Parameter("Features", "Maps at half the image size; deeper layers have multiples of it.", Minimum = 4, Maximum = 512, Unit = "maps")]
    public int Features { get; init; } = 64;

    [Parameter("Extra layers", "3×3 convolutions added to both networks; 4 in the LSUN recipe.", Minimum = 0, Maximum = 16, Unit = "layers")]
    public int ExtraLayers { get; init; }

    [Parameter("Noise", "Distribution that the generator transforms.")]
    public NoiseKind Noise { get; init; } = NoiseKind.Normal;

    [Parameter("Noise dimension", "Numbers that the generator starts from.", Minimum = 1, Maximum = 4096)]
    public int NoiseDimension { get; init; } = 100;
}
