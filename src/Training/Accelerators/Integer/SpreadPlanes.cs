using System.Buffers;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>Planes of numbers with zeros around them, and between them where a strided window is undone.</summary>
internal sealed class SpreadPlanes : IDisposable
{
    private SpreadPlanes(Plane size, int planes)
    {
        Size = size;
        // One more, for pairs; see IntegerOperand.
        Values = ArrayPool<short>.Shared.Rent(checked((size.Area * planes) + 1));
    }

    public short[] Values { get; }

    public Plane Size { get; }

    /// <param name="source">[planes, from.Height, from.Width].</param>
    /// <param name="planes">How many.</param>
    /// <param name="from">Size of the given planes.</param>
    /// <param name="size">Size of the planes made.</param>
    /// <param name="origin">Where the first number goes, which may be outside; numbers that fall outside are left out.</param>
    /// <param name="step">Distance of neighbours.</param>
    public static SpreadPlanes Create(ReadOnlySpan<short> source, int planes, Plane from, Plane size, Plane origin, Plane step)
    {
        var spread = new SpreadPlanes(size, planes);
        var values = spread.Values.AsSpan(0, size.Area * planes);
        values.Clear();
        for (var row = 0; row < planes * from.Height; row++)
        {
            var (plane, line) = (row / from.Height, origin.Height + (row % from.Height * step.Height));
            if (line < 0 || line >= size.Height)
                continue;
            var to = values.Slice((plane * size.Area) + (line * size.Width), size.Width);
            var numbers = source.Slice(row * from.Width, from.Width);
            if (step.Width == 1 && origin.Width >= 0 && origin.Width + from.Width <= size.Width)
            {
                numbers.CopyTo(to[origin.Width..]);
                continue;
            }

            for (var i = 0; i < numbers.Length; i++)
                if (origin.Width + (i * step.Width) is var column && column >= 0 && column < size.Width)
                    to[column] = numbers[i];
        }

        return spread;
    }

    public void Dispose() => ArrayPool<short>.Shared.Return(Values);
}
