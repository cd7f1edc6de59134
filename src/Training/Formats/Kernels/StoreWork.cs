using System.Runtime.Intrinsics.X86;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>One kernel call, cut into chunks. Kept and used again: a call allocates nothing.</summary>
internal sealed unsafe class StoreWork<TStore> : IChunkedWork
    where TStore : struct, IElementwiseStore
{
    private const int NoiseLength = 1024;

    [ThreadStatic]
    private static StoreWork<TStore>? _ofThread;

    private readonly Lock _gate = new();
    private InstructionSet _instructions;
    private float* _source;
    private float* _destination;
    private bool _streams;
    private long _length;
    private int _chunks;
    private TStore _store;
    private CounterRandom _random;
    private ulong _position;
    private QuantisationCounts _counts;

    private StoreWork()
    {
    }

    public static QuantisationCounts Run(
        KernelThreads threads,
        InstructionSet instructions,
        float* source,
        float* destination,
        long length,
        TStore store,
        CounterRandom random,
        ulong position)
    {
        var work = _ofThread ??= new StoreWork<TStore>();
        (work._instructions, work._length, work._store) = (instructions, length, store);
        (work._random, work._position, work._counts) = (random, position, default);
        work._source = source;
        work._destination = destination;
        work._streams = StoreChunks.Streams(source, destination, length);
        work._chunks = checked((int)((length + StoreChunks.Length - 1) / StoreChunks.Length));
        threads.Run(work, work._chunks);
        return work._counts;
    }

    void IChunkedWork.Run(int chunk)
    {
        // Stores begin at the end: whatever made or measured the values before got there last, and left that part in the caches.
        var start = (_destination == null ? chunk : _chunks - 1L - chunk) * StoreChunks.Length;
        var length = (int)Math.Min(_length - start, StoreChunks.Length);
        var counts = TStore.UsesNoise ? Noisy(start, length) : Part(start, length, null);
        // What was written past the caches is there before anybody hears that the chunk is done.
        if (_streams)
            Sse.StoreFence();
        lock (_gate)
            _counts = _counts.Plus(counts);
    }

    private QuantisationCounts Noisy(long start, int length)
    {
        var memory = stackalloc uint[NoiseLength + 16];
        var noise = (uint*)(((nint)memory + 63) & ~63);
        var numbers = new RoundingNoise(_random);
        var counts = default(QuantisationCounts);
        for (var done = 0; done < length; done += NoiseLength)
        {
            var part = Math.Min(NoiseLength, length - done);
            numbers.Read(new Span<uint>(noise, part), _position + (ulong)(start + done));
            counts = counts.Plus(Part(start + done, part, noise));
        }

        return counts;
    }

    private QuantisationCounts Part(long start, int length, uint* noise) => _store.Run(
        _instructions, _source + start, _destination == null ? null : _destination + start, length, noise, _streams);
}
