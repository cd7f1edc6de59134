using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>What multiplies. All give the same bits; the narrower ones exist for other machines and for tests.</summary>
internal enum IntegerInstructions
{
    Scalar,

    /// <summary>Any 128-bit vector unit: NEON, SSE4.1.</summary>
    Vector128,
    Avx2,
    Avx512,
}

internal static class IntegerInstructionSets
{
    /// <summary>The widest that this machine has.</summary>
    public static IntegerInstructions Widest { get; } =
        Avx512BW.IsSupported ? IntegerInstructions.Avx512
        : Avx2.IsSupported ? IntegerInstructions.Avx2
        : Vector128.IsHardwareAccelerated ? IntegerInstructions.Vector128
        : IntegerInstructions.Scalar;

    public static IEnumerable<IntegerInstructions> Available => Enum.GetValues<IntegerInstructions>().Where(set => set <= Widest);
}
