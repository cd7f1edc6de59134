namespace Mantissa.Training.Formats.Kernels;

/// <summary>Neighbouring blocks: each column is one block, each row lies in one piece of memory.</summary>
/// <param name="source">The first value.</param>
/// <param name="destination">Where it goes.</param>
/// <param name="rows">Values in a block, up to 32.</param>
/// <param name="columns">Blocks, up to <see cref="Width"/>.</param>
/// <param name="stride">From a row to the next.</param>
/// <param name="streams">Whether its vectors may be written past the caches.</param>
/// <param name="ahead">From a value to that of the tile which the same thread stores next; 0 where there is none.</param>
internal readonly unsafe struct BlockTile(float* source, float* destination, int rows, int columns, nint stride, bool streams, nint ahead)
{
    /// <summary>A row of it is 1 KiB, the whole 32 KiB: what was looked at for the scale is still in a near cache when it is stored.</summary>
    public const int Width = 256;

    public int Rows => rows;

    public int Columns => columns;

    public nint Stride => stride;

    public bool Streams => streams;

    public nint Ahead => ahead;

    public float* Source => source;

    public float* Destination => destination;

    /// <summary>Some of its columns.</summary>
    public BlockTile Part(int first, int count) => new(source + first, destination + first, rows, count, stride, streams, ahead);
}
