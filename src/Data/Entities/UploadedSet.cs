using Mantissa.Data.Uploads;

namespace Mantissa.Data.Entities;

/// <summary>What became of an upload.</summary>
public enum UploadStatus
{
    /// <summary>It waits for a worker to look at it, or one does.</summary>
    Pending,

    /// <summary>Runs can train on it.</summary>
    Ready,

    /// <summary>It cannot be used; the reason says why.</summary>
    Rejected,
}

/// <summary>A dataset that somebody uploaded; its content is in <see cref="UploadedFile"/>s and <see cref="UploadedPart"/>s.</summary>
public sealed class UploadedSet
{
    public required Guid Id { get; init; }

    /// <summary>By which people choose it; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long Size { get; init; }

    /// <summary>Of the names, sizes and hashes of its files; see <see cref="UploadManifest"/>.</summary>
    public required byte[] Sha256 { get; init; }

    public required UploadStatus Status { get; init; }

    /// <summary>Why it is rejected, in words for a person.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What a worker found in it, once it is ready.</summary>
    public UploadReport? Report { get; init; }

    /// <summary>How many times a worker has begun to look at it.</summary>
    public int Attempt { get; init; }

    public string? WorkerId { get; init; }

    public DateTimeOffset? LeaseExpiresAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? InspectedAt { get; init; }
}
