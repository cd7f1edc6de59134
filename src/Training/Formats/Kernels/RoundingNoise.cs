using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>
/// The numbers that stochastic rounding compares with, one for each position of a stream, read in pieces of any size. Numbers are made in
/// groups: the one that a piece ends in is kept, because most pieces begin where another ended.
/// </summary>
internal ref struct RoundingNoise(CounterRandom random)
{
    private GroupOfNumbers _kept;
    private ulong _number = ulong.MaxValue;

    /// <summary>Fills the span with the numbers <paramref name="position"/> and up.</summary>
    public void Read(Span<uint> noise, ulong position)
    {
        while (!noise.IsEmpty)
        {
            var (group, place) = (position / CounterRandom.NoiseGroup, (int)(position % CounterRandom.NoiseGroup));
            var count = Math.Min(CounterRandom.NoiseGroup - place, noise.Length);
            if (count == CounterRandom.NoiseGroup)
                random.FillNoise(noise, group);
            else
                Kept(group).Slice(place, count).CopyTo(noise);
            noise = noise[count..];
            position += (ulong)count;
        }
    }

    [UnscopedRef]
    private Span<uint> Kept(ulong group)
    {
        Span<uint> kept = _kept;
        if (group != _number)
            random.FillNoise(kept, _number = group);
        return kept;
    }

    [InlineArray(CounterRandom.NoiseGroup)]
    private struct GroupOfNumbers
    {
        private uint _first;
    }
}
