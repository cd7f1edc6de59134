namespace Mantissa.Data.Entities;

/// <summary>How large the values were that a run stored at each site of its number format, at a step.</summary>
public sealed class RunHistogram
{
    public required Guid RunId { get; init; }
    public required long Step { get; init; }

    /// <summary>Attempt and sequence of the batch that wrote it: what a resume discards is cut by these.</summary>
    public int Attempt { get; init; }

    public long Sequence { get; init; }

    /// <summary>The histograms of all sites, as <see cref="Histograms.HistogramCodec"/> writes them.</summary>
    public required byte[] Content { get; init; }
}
