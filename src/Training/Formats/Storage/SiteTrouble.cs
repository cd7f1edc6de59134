namespace Mantissa.Training.Formats.Storage;

/// <summary>What can be wrong with a site.</summary>
[Flags]
internal enum SiteTrouble
{
    None = 0,

    /// <summary>More than 1 % of the values were out of range.</summary>
    OverflowStorm = 1,

    /// <summary>Every value of a gradient became zero, though some were not.</summary>
    DeadGradient = 2,

    /// <summary>The exponent should move beyond its range and cannot.</summary>
    PinnedExponent = 4,
}
