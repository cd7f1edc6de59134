namespace Mantissa.Training.Formats.Kernels;

/// <summary>Which representable neighbour a value goes to.</summary>
public enum Rounding
{
    /// <summary>The nearest one; halfway cases to the even mantissa.</summary>
    NearestEven,

    /// <summary>The upper or the lower one, each with a probability that makes the expectation exact.</summary>
    Stochastic,

    /// <summary>The one of smaller magnitude.</summary>
    TowardZero,

    /// <summary>The lower one, as an arithmetic right shift of a two's complement integer does.</summary>
    Floor,
}
