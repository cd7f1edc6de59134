using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Randomness;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3): a bijection of a
/// 128-bit counter under a 64-bit key whose outputs are uniform. It has no state, so value i is had without the i − 1 before it.
/// </summary>
public static partial class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>Key increments: the golden ratio and √3 − 1, as 32-bit fractions.</summary>
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>What the authors recommend, with a margin over the seven that pass all tests they know.</summary>
    public const int Rounds = 10;

    /// <summary>The fewest rounds whose words passed every test of the paper (section 5.3, table 2).</summary>
    public const int FewestRounds = 7;

    /// <summary>The four output words of one counter; <paramref name="low"/> holds counter words 0 and 1, <paramref name="high"/> 2 and 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong key, ulong low, ulong high, int rounds = Rounds)
    {
        var (x0, x1, x2, x3) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (x0, x1, x2, x3);
    }

    /// <summary>Whether <see cref="EightBlocks"/> runs on this machine.</summary>
    public static bool IsVectorised => Avx2.IsSupported;

    /// <summary>
    /// The 32 words of eight consecutive counters, <paramref name="low"/> to <paramref name="low"/> + 7, in the order that
    /// <see cref="Block"/> would give them one after the other. Needs <see cref="IsVectorised"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<uint> W0, Vector256<uint> W8, Vector256<uint> W16, Vector256<uint> W24) EightBlocks(
        ulong key, ulong low, ulong high, int rounds = Rounds)
    {
        // Even counters in the lower 128-bit half, odd ones in the upper: the transposition at the end then never crosses the halves.
        var index = Vector256.Create(0u, 2, 4, 6, 1, 3, 5, 7);
        var x0 = Vector256.Create((uint)low) + index;
        var carry = Vector256.LessThan(x0, index);
        var x1 = Vector256.Create((uint)(low >> 32)) - carry;
        var x2 = Vector256.Create((uint)high);
        var x3 = Vector256.Create((uint)(high >> 32));
        var multiplier0 = Vector256.Create(Multiplier0);
        var multiplier1 = Vector256.Create(Multiplier1);
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < rounds; round++)
        {
            var (high0, low0) = MultiplyWide(multiplier0, x0);
            var (high1, low1) = MultiplyWide(multiplier1, x2);
            x0 = high1 ^ x1 ^ Vector256.Create(k0);
            x1 = low1;
            x2 = high0 ^ x3 ^ Vector256.Create(k1);
            x3 = low0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        // 4 × 8 transposition: after it each 128-bit half holds the four words of one counter.
        var a = Avx2.UnpackLow(x0, x1).AsUInt64();
        var b = Avx2.UnpackLow(x2, x3).AsUInt64();
        var c = Avx2.UnpackHigh(x0, x1).AsUInt64();
        var d = Avx2.UnpackHigh(x2, x3).AsUInt64();
        return (
            Avx2.UnpackLow(a, b).AsUInt32(), Avx2.UnpackHigh(a, b).AsUInt32(),
            Avx2.UnpackLow(c, d).AsUInt32(), Avx2.UnpackHigh(c, d).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> High, Vector256<uint> Low) MultiplyWide(Vector256<uint> multiplier, Vector256<uint> value)
    {
        var even = Avx2.Multiply(multiplier, value).AsUInt32();
        var odd = Avx2.Multiply(multiplier, Avx2.ShiftRightLogical(value.AsUInt64(), 32).AsUInt32()).AsUInt32();
        var high = Avx2.Blend(Avx2.ShiftRightLogical(even.AsUInt64(), 32).AsUInt32(), odd, 0b10101010);
        var low = Avx2.Blend(even, Avx2.ShiftLeftLogical(odd.AsUInt64(), 32).AsUInt32(), 0b10101010);
        return (high, low);
    }
}
