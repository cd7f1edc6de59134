using Mantissa.Training.Formats;

namespace Mantissa.Training.Models;

/// <summary>The two networks of Radford et al. 2015 with their initial weights, for the models that are built of them.</summary>
internal static class DcGanNetworks
{
    /// <param name="options">Size of the networks and of the noise.</param>
    /// <param name="images">Size 32 or 64.</param>
    /// <param name="constraint"><see langword="null"/> for a discriminator, which needs none.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="format">Where results are stored.</param>
    public static GanNetworks Create(DcGanOptions options, ImageShape images, CriticConstraint? constraint, long seed, FormatSession format)
    {
        var generator = new DcGanGenerator(options.NoiseDimension, images, options.Features, options.ExtraLayers, format);
        var critic = new DcGanCritic(images, options.Features, options.ExtraLayers, constraint, format);
        InitialWeights.DcGan(generator, seed, "generator");
        InitialWeights.DcGan(critic, seed, "critic");
        return new GanNetworks(generator, critic, new LatentNoise(options.Noise, options.NoiseDimension), constraint);
    }
}
