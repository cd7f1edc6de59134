using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mantissa.Training.Randomness;

/// <summary>
/// 24 uniform bits for each value that is rounded stochastically: as many as a float32 fraction has. They are drawn for every store of every
/// step, so nothing is drawn and thrown away: 96 words of 32 bits make 128 numbers, and the words come from <see cref="Philox"/> with the
/// fewest rounds that pass the authors' tests.
/// </summary>
/// <remarks>
/// Number <c>i</c> belongs to group <c>i / 128</c>, whose words are those of the blocks 24 × group to 24 × group + 23. The first 96 of a group
/// are the upper 24 bits of its words; number 96 + j is made of the lower eight bits of the words j, 32 + j and 64 + j, in this order from
/// the highest.
/// </remarks>
public readonly partial struct CounterRandom
{
    /// <summary>How many numbers are made together; reading starts cheapest at a multiple of it.</summary>
    internal const int NoiseGroup = 128;

    private const int NoiseWords = 96;
    private const int NoiseThird = NoiseWords / 3;
    private const int NoiseBlocks = NoiseWords / 4;

    /// <summary>Number <paramref name="position"/>, in [0, 2²⁴).</summary>
    public uint Noise(ulong position)
    {
        var (group, place) = (position / NoiseGroup, (int)(position % NoiseGroup));
        if (place < NoiseWords)
            return NoiseWord(group, place) >> 8;
        var column = place - NoiseWords;
        return LowBytes(NoiseWord(group, column), NoiseWord(group, NoiseThird + column), NoiseWord(group, (2 * NoiseThird) + column));
    }

    /// <summary>The <see cref="NoiseGroup"/> numbers of a group.</summary>
    internal void FillNoise(Span<uint> noise, ulong group)
    {
        noise = noise[..NoiseGroup];
        if (Philox.IsWide)
            FillNoiseWide(noise, group);
        else if (Philox.IsVectorised)
            FillNoiseVectorised(noise, group);
        else
            FillNoiseSingly(noise, group);
    }

    internal void FillNoiseWide(Span<uint> noise, ulong group)
    {
        var ((a0, a1), (b0, b1), (c0, c1)) = Philox.TwentyFourBlocks(_key, group * NoiseBlocks, _stream, Philox.FewestRounds);
        (a0 >>> 8).CopyTo(noise);
        (a1 >>> 8).CopyTo(noise[16..]);
        (b0 >>> 8).CopyTo(noise[32..]);
        (b1 >>> 8).CopyTo(noise[48..]);
        (c0 >>> 8).CopyTo(noise[64..]);
        (c1 >>> 8).CopyTo(noise[80..]);
        var low = Vector512.Create(255u);
        (((a0 & low) << 16) | ((b0 & low) << 8) | (c0 & low)).CopyTo(noise[96..]);
        (((a1 & low) << 16) | ((b1 & low) << 8) | (c1 & low)).CopyTo(noise[112..]);
    }

    internal void FillNoiseVectorised(Span<uint> noise, ulong group)
    {
        for (var third = 0; third < 3; third++)
        {
            var block = (group * NoiseBlocks) + (ulong)(third * NoiseThird / 4);
            var (w0, w8, w16, w24) = Philox.EightBlocks(_key, block, _stream, Philox.FewestRounds);
            var place = noise[(third * NoiseThird)..];
            w0.CopyTo(place);
            w8.CopyTo(place[8..]);
            w16.CopyTo(place[16..]);
            w24.CopyTo(place[24..]);
        }

        var words = MemoryMarshal.Cast<uint, Vector256<uint>>(noise);
        var low = Vector256.Create(255u);
        for (var i = 0; i < 4; i++)
        {
            words[12 + i] = ((words[i] & low) << 16) | ((words[4 + i] & low) << 8) | (words[8 + i] & low);
            (words[i], words[4 + i], words[8 + i]) = (words[i] >>> 8, words[4 + i] >>> 8, words[8 + i] >>> 8);
        }
    }

    internal void FillNoiseSingly(Span<uint> noise, ulong group)
    {
        for (var block = 0; block < NoiseBlocks; block++)
            (noise[4 * block], noise[(4 * block) + 1], noise[(4 * block) + 2], noise[(4 * block) + 3]) = NoiseBlock((group * NoiseBlocks) + (ulong)block);
        for (var i = 0; i < NoiseThird; i++)
            noise[NoiseWords + i] = LowBytes(noise[i], noise[NoiseThird + i], noise[(2 * NoiseThird) + i]);
        foreach (ref var word in noise[..NoiseWords])
            word >>= 8;
    }

    private static uint LowBytes(uint first, uint second, uint third) => ((first & 255) << 16) | ((second & 255) << 8) | (third & 255);

    private (uint X0, uint X1, uint X2, uint X3) NoiseBlock(ulong block) => Philox.Block(_key, block, _stream, Philox.FewestRounds);

    private uint NoiseWord(ulong group, int word)
    {
        var (x0, x1, x2, x3) = NoiseBlock((group * NoiseBlocks) + (ulong)(word / 4));
        return (word % 4) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
    }
}
