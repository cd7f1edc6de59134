using System.Security.Cryptography;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Checkpoints;

/// <summary>Holds a checkpoint's content against what was recorded of it.</summary>
internal sealed class CheckpointCheck(Checkpoint checkpoint)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long size;

    /// <exception cref="CheckpointException">There is more than was written.</exception>
    public void Add(ReadOnlySpan<byte> part)
    {
        size += part.Length;
        if (size > checkpoint.Size)
            throw Damaged();
        hash.AppendData(part);
    }

    /// <exception cref="CheckpointException">The content is not what was written.</exception>
    public void Finish()
    {
        using (hash)
        {
            if (size != checkpoint.Size || !hash.GetHashAndReset().AsSpan().SequenceEqual(checkpoint.Sha256))
                throw Damaged();
        }
    }

    private CheckpointException Damaged() =>
        new($"Checkpoint {checkpoint.Id} (step {checkpoint.Step}) is damaged: its content does not match its SHA-256.");
}
