using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
/// Away from zero with probability f, the fraction cut off by truncation: f is exact in float32, and compared with u = noise · 2⁻²⁴.
/// The expectation is exact where f is a multiple of 2⁻²⁴ and else off by less than 2⁻²⁴ mantissa steps.
/// </summary>
public readonly struct Stochastic : IRoundingRule
{
    internal const float NoiseStep = 1f / (1 << 24);

    public static bool UsesNoise => true;

    public static bool Truncates(bool positive) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float scaled, float original, uint noise)
    {
        var whole = MathF.Truncate(scaled);
        var fraction = MathF.Abs(scaled - whole);
        return (int)noise * NoiseStep < fraction ? whole + MathF.CopySign(1, scaled) : whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> scaled, Vector256<float> original, Vector256<uint> noise)
    {
        var whole = Vector256.Truncate(scaled);
        var fraction = Vector256.Abs(scaled - whole);
        var uniform = Vector256.ConvertToSingle(noise.AsInt32()) * NoiseStep;
        var away = whole + Vector256.CopySign(Vector256<float>.One, scaled);
        return Vector256.ConditionalSelect(Vector256.LessThan(uniform, fraction), away, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> scaled, Vector512<float> original, Vector512<uint> noise)
    {
        var whole = Vector512.Truncate(scaled);
        var fraction = Vector512.Abs(scaled - whole);
        var uniform = Vector512.ConvertToSingle(noise.AsInt32()) * NoiseStep;
        var away = whole + Vector512.CopySign(Vector512<float>.One, scaled);
        return Vector512.ConditionalSelect(Vector512.LessThan(uniform, fraction), away, whole);
    }
}
