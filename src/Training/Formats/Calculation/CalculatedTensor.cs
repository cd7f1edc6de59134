namespace Mantissa.Training.Formats.Calculation;

/// <summary>A tensor that was stored in a format, with the sets that its values were chosen from.</summary>
/// <param name="Values">What was stored, in the order given.</param>
/// <param name="Sets">One set for all values, or one for each block of them.</param>
/// <param name="BlockLength">Neighbouring values that share a set.</param>
public sealed record CalculatedTensor(IReadOnlyList<float> Values, IReadOnlyList<ValueSet> Sets, int BlockLength = int.MaxValue)
{
    /// <summary>The set of a value.</summary>
    public ValueSet SetOf(int index) => Sets[index / BlockLength];
}
