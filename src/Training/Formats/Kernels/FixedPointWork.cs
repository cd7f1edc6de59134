using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>One kernel call, cut into chunks. Kept and used again: a call allocates nothing.</summary>
internal sealed unsafe class FixedPointWork<TRule> : IChunkedWork
    where TRule : struct, IRoundingRule
{
    /// <summary>128 KiB: large enough that taking a chunk costs nothing, small enough to share a tensor evenly.</summary>
    public const int ChunkLength = 1 << 15;

    private const int NoiseLength = 1024;

    /// <summary>32 MiB: what is larger than a last-level cache has left it before anything reads it.</summary>
    private const long StreamedLength = 1 << 23;

    [ThreadStatic]
    private static FixedPointWork<TRule>? _ofThread;

    private readonly Lock _gate = new();
    private InstructionSet _instructions;
    private float* _source;
    private float* _destination;
    private bool _streams;
    private long _length;
    private FixedPointGrid _grid;
    private CounterRandom _random;
    private ulong _position;
    private QuantisationCounts _counts;

    private FixedPointWork()
    {
    }

    public static QuantisationCounts Run(
        KernelThreads threads,
        InstructionSet instructions,
        float* source,
        float* destination,
        long length,
        FixedPointGrid grid,
        CounterRandom random,
        ulong position)
    {
        var work = _ofThread ??= new FixedPointWork<TRule>();
        (work._instructions, work._length, work._grid) = (instructions, length, grid);
        (work._random, work._position, work._counts) = (random, position, default);
        work._source = source;
        work._destination = destination;
        work._streams = destination != source && length > StreamedLength && ((nint)destination & 63) == 0;
        threads.Run(work, checked((int)((length + ChunkLength - 1) / ChunkLength)));
        return work._counts;
    }

    void IChunkedWork.Run(int chunk)
    {
        var start = (long)chunk * ChunkLength;
        var length = (int)Math.Min(_length - start, ChunkLength);
        var counts = TRule.UsesNoise ? Noisy(start, length) : Part(start, length, null);
        lock (_gate)
            _counts = _counts.Plus(counts);
    }

    private QuantisationCounts Noisy(long start, int length)
    {
        var noise = stackalloc uint[NoiseLength];
        var counts = default(QuantisationCounts);
        for (var done = 0; done < length; done += NoiseLength)
        {
            var part = Math.Min(NoiseLength, length - done);
            _random.Fill(new Span<uint>(noise, part), _position + (ulong)(start + done));
            counts = counts.Plus(Part(start + done, part, noise));
        }

        return counts;
    }

    private QuantisationCounts Part(long start, int length, uint* noise) => FixedPointLoop<TRule>.Run(
        _instructions, _source + start, _destination == null ? null : _destination + start, length, _grid, noise, _streams);
}
