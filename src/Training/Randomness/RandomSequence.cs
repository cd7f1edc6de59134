namespace Mantissa.Training.Randomness;

/// <summary>Draws one number after another from a stream, for code that makes many different decisions about one thing.</summary>
public struct RandomSequence(CounterRandom random)
{
    private ulong _position;

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * random.Uniform(2 * _position++));

    /// <summary>An integer in [0, <paramref name="bound"/>).</summary>
    public int Integer(int bound) => random.Integer(_position++, bound);

    /// <summary>True with this probability.</summary>
    public bool Chance(float probability) => random.Uniform(2 * _position++) < probability;
}
