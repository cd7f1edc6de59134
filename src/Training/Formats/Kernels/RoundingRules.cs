using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mantissa.Training.Formats.Kernels;

/// <inheritdoc cref="Rounding.NearestEven"/>
public readonly struct NearestEven : IRoundingRule
{
    public static bool UsesNoise => false;

    public static bool Truncates(bool positive) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float scaled, float original, uint noise) => MathF.Round(scaled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise) => Vector256.Round(scaled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise) => Vector512.Round(scaled);
}

/// <inheritdoc cref="Rounding.TowardZero"/>
public readonly struct TowardZero : IRoundingRule
{
    public static bool UsesNoise => false;

    public static bool Truncates(bool positive) => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float scaled, float original, uint noise) => MathF.Truncate(scaled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise) => Vector256.Truncate(scaled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise) => Vector512.Truncate(scaled);
}

/// <inheritdoc cref="Rounding.Floor"/>
public readonly struct Floor : IRoundingRule
{
    public static bool UsesNoise => false;

    public static bool Truncates(bool positive) => positive;

    // A negative number that underflowed to zero while it was scaled still lies below zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float scaled, float original, uint noise)
    {
        var floor = MathF.Floor(scaled);
        return floor == 0 && original < 0 ? -1 : floor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise)
    {
        var floor = Vector256.Floor(scaled);
        var underflowed = Vector256.Equals(floor, Vector256<float>.Zero) & Vector256.LessThan(original, Vector256<float>.Zero);
        return Vector256.ConditionalSelect(underflowed, Vector256.Create(-1f), floor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise)
    {
        var floor = Vector512.Floor(scaled);
        var underflowed = Vector512.Equals(floor, Vector512<float>.Zero) & Vector512.LessThan(original, Vector512<float>.Zero);
        return Vector512.ConditionalSelect(underflowed, Vector512.Create(-1f), floor);
    }
}

/// <summary>
/// Away from zero with probability f, the fraction that truncation cuts off: u = noise · 2⁻²⁴ in [0, 1) is added to the magnitude before
/// that. The expectation is exact where f is a multiple of 2⁻²⁴ and else short of it by less than 2⁻²⁴ mantissa steps.
/// </summary>
public readonly struct Stochastic : IRoundingRule
{
    internal const float NoiseStep = 1f / (1 << 24);

    public static bool UsesNoise => true;

    public static bool Truncates(bool positive) => false;

    /// <remarks>f is exact in float32, and so is 1 − u; their sum would have to be rounded.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float scaled, float original, uint noise)
    {
        var whole = MathF.Truncate(scaled);
        var fraction = MathF.Abs(scaled - whole);
        return 1 - ((int)noise * NoiseStep) <= fraction ? whole + MathF.CopySign(1, scaled) : whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise)
    {
        var whole = Vector256.Truncate(scaled);
        var fraction = Vector256.Abs(scaled - whole);
        var needed = Vector256<float>.One - (Vector256.ConvertToSingle(noise.AsInt32()) * NoiseStep);
        var away = whole + Vector256.CopySign(Vector256<float>.One, scaled);
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(needed, fraction), away, whole);
    }

    /// <remarks>A sum rounded toward zero reaches an integer only if the exact sum does, and the unit of the noise brings its sign along.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise)
    {
        var unit = Vector512.CopySign(Vector512.Create(NoiseStep), scaled);
        return Vector512.Truncate(Avx512F.FusedMultiplyAdd(
            Vector512.ConvertToSingle(noise.AsInt32()), unit, scaled, FloatRoundingMode.ToZero));
    }
}
