namespace Mantissa.Training.Formats.Hardware;

/// <summary>What multiplies.</summary>
public enum Multiplier
{
    /// <summary>Two's complement integers; their products are summed as integers.</summary>
    Integer,

    /// <summary>Significands, with exponents added; their products are summed in FP32.</summary>
    FloatingPoint,
}

/// <summary>What is kept in the format.</summary>
public enum KeptInFormat
{
    /// <summary>Everything, weights and optimizer state included.</summary>
    Everything,

    /// <summary>All but the master copy of the weights and the optimizer state, which are FP32.</summary>
    AllButUpdates,

    /// <summary>What convolutions and fully-connected layers read; all else is FP32.</summary>
    Operands,
}

/// <summary>How values share an exponent.</summary>
public enum SharedScale
{
    /// <summary>Each has its own.</summary>
    None,

    /// <summary>All values of a tensor.</summary>
    Tensor,

    /// <summary>Blocks of 32, along the dimension over which products are summed.</summary>
    Block,
}

/// <summary>A number format as hardware sees it: what an estimate of time and energy is made from.</summary>
/// <param name="Multiplier">What multiplies.</param>
/// <param name="Precision">Bits of an integer with its sign, or of a significand with its leading one: what the multiplier's size goes by.</param>
/// <param name="Bits">Bits that a value takes in memory.</param>
/// <param name="Kept">What is kept in the format.</param>
/// <param name="Shared">How values share a scale.</param>
/// <param name="ScaleBits">Bits of a shared scale.</param>
public sealed record FormatHardware(
    Multiplier Multiplier, int Precision, int Bits, KeptInFormat Kept, SharedScale Shared = SharedScale.None, int ScaleBits = 0)
{
    /// <summary>Values of a block.</summary>
    public const int BlockLength = 32;

    /// <summary>Bits of a value in memory with its part of the scale; what one scale adds to a whole tensor is nothing.</summary>
    public double BitsInMemory => Bits + (Shared == SharedScale.Block ? (double)ScaleBits / BlockLength : 0);
}
