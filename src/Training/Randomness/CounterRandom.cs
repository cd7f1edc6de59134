using System.Runtime.CompilerServices;

namespace Mantissa.Training.Randomness;

/// <summary>
/// Random numbers as a pure function of (seed, stream, position): whoever asks for number <c>i</c> gets the same one, in any order, on any
/// thread and on any machine. Shuffles, augmentation, noise, initial weights and stochastic rounding each draw from their own stream, so a
/// run that resumes needs to remember no more than how far it had come.
/// </summary>
/// <remarks>
/// The seed is the key of <see cref="Philox"/>, the stream the upper half of its counter and the position the lower half.
/// Word <c>i</c> is word <c>i mod 4</c> of block <c>i / 4</c>; every other kind of number says below which words it is made of.
/// </remarks>
public readonly partial struct CounterRandom : IEquatable<CounterRandom>
{
    private const float UniformStep = 1f / (1 << 24);

    private readonly ulong _key;
    private readonly ulong _stream;

    /// <summary>A stream by its name, e.g. <c>augmentation</c> or <c>conv1.weight</c>, and a number within it, e.g. the epoch.</summary>
    public CounterRandom(long seed, string stream, long index = 0)
        : this(seed, StreamNumber(stream, index))
    {
    }

    /// <summary>A stream by its number.</summary>
    public CounterRandom(long seed, ulong stream)
    {
        _key = (ulong)seed;
        _stream = stream;
    }

    /// <summary>Word <paramref name="position"/>: 32 uniform bits.</summary>
    public uint Word(ulong position)
    {
        var (x0, x1, x2, x3) = Philox.Block(_key, position / 4, _stream);
        return (position % 4) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
    }

    /// <summary>64 uniform bits from words 2 × <paramref name="position"/> and the one after it.</summary>
    public ulong DoubleWord(ulong position)
    {
        var (x0, x1, x2, x3) = Philox.Block(_key, position / 2, _stream);
        return position % 2 == 0 ? x0 | ((ulong)x1 << 32) : x2 | ((ulong)x3 << 32);
    }

    /// <summary>A number in [0, 1), a multiple of 2⁻²⁴, from one word.</summary>
    public float Uniform(ulong position) => ToUniform(Word(position));

    /// <summary>An integer in [0, <paramref name="bound"/>) from one double word; no value is favoured by more than 2⁻³².</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Integer(ulong position, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(DoubleWord(position), (ulong)bound, out _);
    }

    /// <summary>Words 4 × <paramref name="block"/> and the three after it, for the price of one.</summary>
    public (uint X0, uint X1, uint X2, uint X3) Block(ulong block) => Philox.Block(_key, block, _stream);

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in an order drawn from this stream.</summary>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        Permutation(order);
        return order;
    }

    /// <summary>Fills the span with the numbers below its length, shuffled as Fisher and Yates do; swap <c>i</c> uses integer <c>i</c>.</summary>
    public void Permutation(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var j = Integer((ulong)i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    /// <summary>The number that a stream's name and index stand for: 64-bit FNV-1a over both, finished by SplitMix64's mixer.</summary>
    public static ulong StreamNumber(string stream, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        const ulong Prime = 0x100000001B3;
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in stream)
            hash = (hash ^ character) * Prime;
        return Mix(Mix(hash) ^ (ulong)index);
    }

    public bool Equals(CounterRandom other) => _key == other._key && _stream == other._stream;

    public override bool Equals(object? obj) => obj is CounterRandom other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_key, _stream);

    public static bool operator ==(CounterRandom left, CounterRandom right) => left.Equals(right);

    public static bool operator !=(CounterRandom left, CounterRandom right) => !left.Equals(right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ToUniform(uint word) => (word >> 8) * UniformStep;

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
