namespace Mantissa.Training.Datasets.Loading;

/// <summary>What a <see cref="BatchLoader"/> makes of a split.</summary>
public sealed record BatchOptions
{
    /// <summary>Images per batch, at least 1.</summary>
    public required int Batch { get; init; }

    public required Normalisation Normalisation { get; init; }

    /// <summary>A new order every epoch, drawn by seed and epoch; otherwise the split's own order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Leaves out the images that do not fill a last batch; otherwise the last batch of an epoch is smaller.</summary>
    public bool DropLast { get; init; }

    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>Decides order and augmentation; the run's seed, so that all formats see the same batches.</summary>
    public long Seed { get; init; }

    /// <summary>Batches prepared ahead of the one in use, at least 1.</summary>
    public int Ahead { get; init; } = 3;
}
