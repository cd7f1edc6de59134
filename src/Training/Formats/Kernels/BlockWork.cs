using System.Runtime.Intrinsics;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// One call of the block kernel, cut into tiles: up to 32 neighbours along the dimension of the blocks, times up to 256 along the memory.
/// </summary>
internal sealed unsafe class BlockWork<TRule> : IChunkedWork
    where TRule : struct, IRoundingRule
{
    [ThreadStatic]
    private static BlockWork<TRule>? _ofThread;

    private readonly Lock _gate = new();
    private InstructionSet _instructions;
    private float* _source;
    private float* _destination;
    private BlockShape _shape;
    private FloatGrid _element;
    private CounterRandom _random;
    private ulong _position;
    private bool _streams;
    private long _tiles;
    private long _tilesInChunk;
    private QuantisationCounts _counts;

    private BlockWork()
    {
    }

    private long Columns => (_shape.Inner + BlockTile.Width - 1) / BlockTile.Width;

    public static QuantisationCounts Run(
        KernelThreads threads,
        InstructionSet instructions,
        float* source,
        float* destination,
        BlockShape shape,
        FloatGrid element,
        CounterRandom random,
        ulong position)
    {
        var work = _ofThread ??= new BlockWork<TRule>();
        (work._instructions, work._shape, work._element) = (instructions, shape, element);
        (work._random, work._position, work._counts) = (random, position, default);
        work._source = source;
        work._destination = destination;
        work._streams = StoreChunks.Streams(source, destination, shape.Length) && shape.Inner % Vector512<float>.Count == 0;
        work._tiles = shape.Outer * shape.Groups * work.Columns;
        // While a tile is stored the next one is fetched: a large tensor is cut into chunks that have many.
        var chunk = work._streams ? 4L * StoreChunks.Length : StoreChunks.Length;
        work._tilesInChunk = Math.Max(1, chunk * work._tiles / shape.Length);
        threads.Run(work, checked((int)((work._tiles + work._tilesInChunk - 1) / work._tilesInChunk)));
        return work._counts;
    }

    void IChunkedWork.Run(int chunk)
    {
        var tally = default(FloatTally);
        var noise = new RoundingNoise(_random);
        long elements = 0;
        var end = Math.Min((chunk + 1) * _tilesInChunk, _tiles);
        for (var index = chunk * _tilesInChunk; index < end; index++)
        {
            var (start, group, column) = Place(index);
            var tile = new BlockTile(
                _source + start,
                _destination + start,
                (int)Math.Min(BlockShape.Block, _shape.Axis - (group * BlockShape.Block)),
                (int)Math.Min(BlockTile.Width, _shape.Inner - (column * BlockTile.Width)),
                (nint)_shape.Inner,
                _streams,
                _shape.Inner > 1 && index + 1 < end ? (nint)(Place(index + 1).Start - start) : 0);
            elements += (long)tile.Rows * tile.Columns;
            if (_shape.Inner == 1)
                BlockLoop<TRule>.Line(_instructions, tile, _element, ref noise, _position + (ulong)start, ref tally);
            else
                BlockLoop<TRule>.Tile(_instructions, tile, _element, ref noise, _position + (ulong)start, ref tally);
        }

        lock (_gate)
            _counts = _counts.Plus(tally.Counts(elements));
    }

    /// <summary>The first value of a tile, its number along the dimension of the blocks, and along the memory.</summary>
    private (long Start, long Group, long Column) Place(long index)
    {
        var (row, column) = Math.DivRem(index, Columns);
        var (outer, group) = Math.DivRem(row, _shape.Groups);
        return ((((outer * _shape.Axis) + (group * BlockShape.Block)) * _shape.Inner) + (column * BlockTile.Width), group, column);
    }
}
