namespace Mantissa.Training.Datasets.Loading;

/// <summary>How a byte becomes a number: value × scale + offset, per channel.</summary>
public sealed record Normalisation
{
    private Normalisation(IReadOnlyList<float> scale, IReadOnlyList<float> offset) => (Scale, Offset) = (scale, offset);

    public IReadOnlyList<float> Scale { get; }

    public IReadOnlyList<float> Offset { get; }

    /// <summary>0 … 255 becomes −1 … 1, the range of a generator's tanh.</summary>
    public static Normalisation SignedUnit(int channels) =>
        new(Enumerable.Repeat(2f / 255, channels).ToArray(), Enumerable.Repeat(-1f, channels).ToArray());

    /// <summary>Every channel gets mean 0 and deviation 1 over the training images; a channel without any contrast is only centred.</summary>
    public static Normalisation Standard(Colours colours)
    {
        ArgumentNullException.ThrowIfNull(colours);
        var deviation = colours.Deviation.Select(d => d > 1e-4f ? d : 1).ToArray();
        return new(
            [.. deviation.Select(d => 1 / (255 * d))],
            [.. colours.Mean.Select((mean, channel) => -mean / deviation[channel])]);
    }
}
