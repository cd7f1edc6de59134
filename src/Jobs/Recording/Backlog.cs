using System.Threading.Channels;
using Mantissa.Data.Runs;

namespace Mantissa.Jobs.Recording;

/// <summary>
/// Batches between the buffer and the database, in order: the oldest ones in memory, the rest in the spool. While the database keeps up
/// there is one at most and the spool stays untouched.
/// </summary>
internal sealed class Backlog(Spool spool, long memoryLimit)
{
    private readonly Lock gate = new();
    private readonly Channel<long> added = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<RecordBatch> memory = new();
    private long memoryBytes;

    /// <summary>Bytes in the spool.</summary>
    public long SpooledBytes
    {
        get
        {
            lock (gate)
                return spool.Length;
        }
    }

    /// <summary>Adds a batch; <see langword="false"/> when there is no room left, neither in memory nor in the spool.</summary>
    public bool TryAdd(RecordBatch batch)
    {
        var size = RecordSize.Of(batch);
        lock (gate)
        {
            // Once something is spooled, everything later follows it there: order is what makes a replay exact.
            if (spool.IsEmpty && (memory.Count == 0 || memoryBytes + size <= memoryLimit))
            {
                memory.Enqueue(batch);
                memoryBytes += size;
            }
            else if (!spool.TryAdd(batch))
            {
                return false;
            }
        }

        added.Writer.TryWrite(batch.Sequence);
        return true;
    }

    /// <summary>Says that nothing more will be added.</summary>
    public void Complete() => added.Writer.TryComplete();

    /// <summary>
    /// Waits for the oldest batch. It stays until <see cref="Remove"/>, which the same caller calls next. <see langword="null"/> when
    /// there is none and will be none.
    /// </summary>
    public async Task<RecordBatch?> PeekAsync(CancellationToken cancellationToken)
    {
        if (!await added.Reader.WaitToReadAsync(cancellationToken))
            return null;
        lock (gate)
            return memory.TryPeek(out var batch) ? batch : spool.Peek();
    }

    public void Remove()
    {
        lock (gate)
        {
            if (memory.TryDequeue(out var batch))
                memoryBytes -= RecordSize.Of(batch);
            else
                spool.Remove();
        }

        added.Reader.TryRead(out _);
    }
}
