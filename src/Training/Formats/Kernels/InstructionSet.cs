using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

/// <summary>How wide a kernel's loop is. All give the same bits; the narrower ones exist for other machines and for tests.</summary>
internal enum InstructionSet
{
    Scalar,
    Avx2,
    Avx512,
}

internal static class InstructionSets
{
    /// <summary>The widest that this machine has.</summary>
    public static InstructionSet Widest { get; } =
        Avx512F.IsSupported ? InstructionSet.Avx512 : Avx2.IsSupported ? InstructionSet.Avx2 : InstructionSet.Scalar;

    public static IEnumerable<InstructionSet> Available => Enum.GetValues<InstructionSet>().Where(set => set <= Widest);
}
