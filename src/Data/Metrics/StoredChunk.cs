namespace Mantissa.Data.Metrics;

/// <summary>A chunk of a series with its position and its points.</summary>
internal sealed record StoredChunk(long SeriesId, int Attempt, long Sequence, int Part, bool Sealed, PointArrays Points);
