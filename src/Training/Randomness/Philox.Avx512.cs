using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Randomness;

public static partial class Philox
{
    /// <summary>Whether <see cref="TwentyFourBlocks"/> runs on this machine.</summary>
    public static bool IsWide => Avx512F.IsSupported;

    /// <summary>
    /// The 96 words of 24 consecutive counters, <paramref name="low"/> to <paramref name="low"/> + 23, in the order that <see cref="Block"/> would
    /// give them one after the other, in thirds of 32 words. Needs <see cref="IsWide"/>.
    /// </summary>
    /// <remarks>Three parts at a time: the steps of one alone would spend most of their time waiting for each other.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ((Vector512<uint> W0, Vector512<uint> W16) First, (Vector512<uint> W32, Vector512<uint> W48) Second, (Vector512<uint> W64, Vector512<uint> W80) Third)
        TwentyFourBlocks(ulong key, ulong low, ulong high, int rounds = Rounds)
    {
        var (a, b, c) = (new EightCounters(low, high), new EightCounters(low + 8, high), new EightCounters(low + 16, high));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < rounds; round++)
        {
            var (key0, key1) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
            a = a.Next(key0, key1);
            b = b.Next(key0, key1);
            c = c.Next(key0, key1);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (a.Words, b.Words, c.Words);
    }

    /// <summary>
    /// Each word of the state is the lower half of a 64-bit lane, where the multiplier looks for it; what a product leaves in the upper half
    /// is in nobody's way.
    /// </summary>
    private readonly struct EightCounters
    {
        private readonly Vector512<ulong> _x0;
        private readonly Vector512<ulong> _x1;
        private readonly Vector512<ulong> _x2;
        private readonly Vector512<ulong> _x3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public EightCounters(ulong low, ulong high)
        {
            // In this order the interleaving at the end gives one counter after the other.
            _x0 = Vector512.Create(low) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
            (_x1, _x2, _x3) = (_x0 >>> 32, Vector512.Create(high), Vector512.Create(high >> 32));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private EightCounters(Vector512<ulong> x0, Vector512<ulong> x1, Vector512<ulong> x2, Vector512<ulong> x3) =>
            (_x0, _x1, _x2, _x3) = (x0, x1, x2, x3);

        /// <summary>The words of one counter after the other.</summary>
        public (Vector512<uint> W0, Vector512<uint> W16) Words
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var lower = Vector512.Create((ulong)uint.MaxValue);
                var first = Vector512.ConditionalSelect(lower, _x0, _x1 << 32);
                var second = Vector512.ConditionalSelect(lower, _x2, _x3 << 32);
                return (Avx512F.UnpackLow(first, second).AsUInt32(), Avx512F.UnpackHigh(first, second).AsUInt32());
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public EightCounters Next(Vector512<ulong> key0, Vector512<ulong> key1)
        {
            var product0 = Avx512F.Multiply(Vector512.Create((ulong)Multiplier0).AsUInt32(), _x0.AsUInt32());
            var product1 = Avx512F.Multiply(Vector512.Create((ulong)Multiplier1).AsUInt32(), _x2.AsUInt32());
            return new((product1 >>> 32) ^ _x1 ^ key0, product1, (product0 >>> 32) ^ _x3 ^ key1, product0);
        }
    }
}
