using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>What computes the products of an integer format.</summary>
public enum Datapath
{
    /// <summary>The tensor library, in FP32 on numbers that the format has.</summary>
    Fast,

    /// <summary>INT16 products in INT32 chains, as integer hardware does it.</summary>
    Exact,
}

/// <summary>Options of formats whose products can be computed in integers.</summary>
public record IntegerDatapathOptions
{
    [Parameter(
        "Datapath",
        "What multiplies in convolutions and fully-connected layers: the tensor library in FP32 (fast), or INT16 products in INT32 chains (exact; several times slower).",
        Group = "Advanced")]
    public Datapath Datapath { get; init; } = Datapath.Fast;

    [Parameter("Headroom", "Bits of an INT16 operand that the exact datapath leaves free, so that chains can be longer.", Minimum = 0, Maximum = 2, Unit = "bits", Group = "Advanced")]
    public int Headroom { get; init; } = 1;

    [Parameter(
        "Chain", "Products that the exact datapath adds up in INT32 before FP32 takes over; 0 for as many as cannot overflow. Overflows of longer ones are counted.",
        Minimum = 0, Maximum = 65536, Unit = "products", Group = "Advanced")]
    public int ChainLength { get; init; }
}
