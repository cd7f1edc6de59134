using System.Runtime.ExceptionServices;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>
/// Makes images on several threads and hands them over on the calling thread in their order, so that what is written does not depend on
/// how the threads took turns.
/// </summary>
internal static class OrderedProduction
{
    private const int ChunkBytes = 16 << 20;

    /// <summary>Fills <paramref name="image"/>, or returns why there is no such image.</summary>
    public delegate string? Produce<in TState>(int index, Span<byte> image, TState state);

    public delegate void Consume(int index, ReadOnlySpan<byte> image, string? problem);

    /// <param name="count">Images in all.</param>
    /// <param name="imageBytes">Bytes of one.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="createState">Buffers and decoders for one thread.</param>
    /// <param name="produce">Runs on any thread.</param>
    /// <param name="consume">Runs on the calling thread, for 0, 1, 2, …</param>
    /// <param name="cancellationToken">Looked at between chunks.</param>
    public static void Run<TState>(
        int count, int imageBytes, int threads, Func<TState> createState, Produce<TState> produce, Consume consume,
        CancellationToken cancellationToken)
        where TState : IDisposable
    {
        var chunk = Math.Clamp(ChunkBytes / imageBytes, 1, Math.Max(count, 1));
        var pixels = GC.AllocateUninitializedArray<byte>(chunk * imageBytes);
        var problems = new string?[chunk];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1), CancellationToken = cancellationToken };
        for (var start = 0; start < count; start += chunk)
        {
            var first = start;
            var length = Math.Min(chunk, count - first);
            try
            {
                Parallel.For(
                    0, length, options, createState,
                    (i, _, state) =>
                    {
                        problems[i] = produce(first + i, pixels.AsSpan(i * imageBytes, imageBytes), state);
                        return state;
                    },
                    state => state.Dispose());
            }
            catch (AggregateException exception)
            {
                // One failure is enough to report, and the caller knows it by its type.
                ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            }

            for (var i = 0; i < length; i++)
                consume(first + i, pixels.AsSpan(i * imageBytes, imageBytes), problems[i]);
        }
    }
}
