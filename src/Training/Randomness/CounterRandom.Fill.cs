using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mantissa.Training.Randomness;

/// <summary>Whole spans at a time; element <c>i</c> equals what the single-number member gives at <c>position + i</c>.</summary>
public readonly partial struct CounterRandom
{
    /// <summary>Words <paramref name="position"/> and up.</summary>
    public void Fill(Span<uint> words, ulong position = 0)
    {
        while (!words.IsEmpty && position % 4 != 0)
        {
            words[0] = Word(position++);
            words = words[1..];
        }

        var block = position / 4;
        if (Philox.IsWide)
        {
            for (; words.Length >= 96; words = words[96..], block += 24)
            {
                var ((w0, w16), (w32, w48), (w64, w80)) = Philox.TwentyFourBlocks(_key, block, _stream);
                w0.CopyTo(words);
                w16.CopyTo(words[16..]);
                w32.CopyTo(words[32..]);
                w48.CopyTo(words[48..]);
                w64.CopyTo(words[64..]);
                w80.CopyTo(words[80..]);
            }
        }

        if (Philox.IsVectorised)
        {
            for (; words.Length >= 32; words = words[32..], block += 8)
            {
                var (w0, w8, w16, w24) = Philox.EightBlocks(_key, block, _stream);
                w0.CopyTo(words);
                w8.CopyTo(words[8..]);
                w16.CopyTo(words[16..]);
                w24.CopyTo(words[24..]);
            }
        }

        for (; words.Length >= 4; words = words[4..], block++)
            (words[0], words[1], words[2], words[3]) = Philox.Block(_key, block, _stream);
        for (var i = 0; i < words.Length; i++)
            words[i] = Word((4 * block) + (ulong)i);
    }

    /// <summary>Uniform numbers in [<paramref name="low"/>, <paramref name="high"/>), one word each.</summary>
    public void FillUniform(Span<float> values, float low = 0, float high = 1, ulong position = 0)
    {
        var scale = high - low;
        // Rounding may carry the largest numbers up to the bound itself, which is outside.
        var last = MathF.BitDecrement(high);
        Fill(MemoryMarshal.Cast<float, uint>(values), position);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var i = 0; i < vectors.Length; i++)
        {
            var integers = Vector.ShiftRightLogical(Vector.AsVectorInt32(vectors[i]), 8);
            var unit = Vector.ConvertToSingle(integers) * UniformStep;
            vectors[i] = Vector.Min((unit * scale) + new Vector<float>(low), new Vector<float>(last));
        }

        for (var i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
            values[i] = MathF.Min((ToUniform(BitConverter.SingleToUInt32Bits(values[i])) * scale) + low, last);
    }

    /// <summary>
    /// Normal numbers by the method of Box and Muller (1958): numbers 2i and 2i + 1 are the pair made of words 2i (radius) and 2i + 1 (angle).
    /// The largest magnitude is 6.66 standard deviations.
    /// </summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <param name="position">Number of the first one; must be even, as numbers come in pairs.</param>
    public void FillNormal(Span<float> values, float mean = 0, float deviation = 1, ulong position = 0)
    {
        if (position % 2 != 0)
            throw new ArgumentException("Normal numbers come in pairs; start at an even position.", nameof(position));
        Span<uint> words = stackalloc uint[256];
        Span<float> pairs = stackalloc float[256];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, words.Length);
            var drawn = words[..((count + 1) & ~1)];
            Fill(drawn, position);
            BoxMuller.Transform(drawn, pairs);
            for (var i = 0; i < count; i++)
                values[i] = (pairs[i] * deviation) + mean;
            values = values[count..];
            position += (ulong)count;
        }
    }
}
