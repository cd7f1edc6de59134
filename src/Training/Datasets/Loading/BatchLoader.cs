using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Mantissa.Training.Datasets.Loading;

/// <summary>
/// An endless row of batches, prepared ahead on a thread of its own. Which images a batch holds and how they are augmented depends on the
/// seed and the cursor only, never on timing. Next and Dispose belong to one thread.
/// </summary>
public sealed class BatchLoader : IDisposable
{
    private const int MaximumPadding = 1024;

    private readonly BatchComposer _composer;
    private readonly Batch[] _ring;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _ready = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _hold;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;
    private long _taken;
    private long _waitedTicks;
    private bool _disposed;

    /// <param name="split">Images; kept readable until the loader is disposed.</param>
    /// <param name="options">Batch size, order, augmentation and range.</param>
    /// <param name="start">The first batch to give: a loader that resumes continues where another stopped.</param>
    /// <exception cref="TrainingInputException">There are no images, or fewer than a batch with <see cref="BatchOptions.DropLast"/>.</exception>
    public BatchLoader(ImageSplit split, BatchOptions options, BatchCursor start = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Ahead);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Augmentation.Padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Augmentation.Padding, MaximumPadding);
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Normalisation.Scale.Count, split.Channels);
        _composer = new BatchComposer(split, options);
        if (BatchesPerEpoch == 0)
            throw new TrainingInputException(
                "training.batch", $"A batch of {options.Batch:N0} is larger than the dataset: it has {split.Count:N0} images here.");
        if (start.Epoch < 0 || start.Index < 0 || start.Index >= BatchesPerEpoch)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"An epoch has {BatchesPerEpoch} batches.");
        Cursor = start;
        _ring = [.. Enumerable.Range(0, options.Ahead + 1).Select(_ => _composer.CreateBuffer())];
        _free = new SemaphoreSlim(_ring.Length);
        _hold = split.Hold();
        _thread = new Thread(Prepare) { IsBackground = true, Name = "batches" };
        _thread.Start();
    }

    public int BatchesPerEpoch => _composer.BatchesPerEpoch;

    /// <summary>The batch that the next call of <see cref="Next"/> gives; what a checkpoint stores.</summary>
    public BatchCursor Cursor { get; private set; }

    /// <summary>Time that <see cref="Next"/> has spent waiting for the thread, in all.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, _waitedTicks);

    /// <summary>The next batch. It takes back the one given before: its arrays will be filled again.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled while waiting.</exception>
    public Batch Next(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_ready.Wait(0, cancellationToken))
        {
            var start = Stopwatch.GetTimestamp();
            _ready.Wait(cancellationToken);
            _waitedTicks += Stopwatch.GetTimestamp() - start;
        }

        if (Volatile.Read(ref _failure) is { } failure)
        {
            // Every later call fails the same way instead of waiting for ever.
            _ready.Release();
            failure.Throw();
        }

        if (_taken > 0)
            _free.Release();
        var batch = _ring[_taken++ % _ring.Length];
        Cursor = _composer.After(batch.Cursor);
        return batch;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stop.Cancel();
        _thread.Join();
        _hold.Dispose();
        _stop.Dispose();
        _free.Dispose();
        _ready.Dispose();
    }

    private void Prepare()
    {
        try
        {
            var cursor = Cursor;
            for (var made = 0L; ; made++, cursor = _composer.After(cursor))
            {
                _free.Wait(_stop.Token);
                _composer.Compose(cursor, _ring[made % _ring.Length]);
                _ready.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _failure, ExceptionDispatchInfo.Capture(exception));
            _ready.Release();
        }
    }
}
