namespace Mantissa.Training.Models;

/// <summary>What keeps a critic from growing without bound.</summary>
public enum CriticConstraint
{
    /// <summary>Its weights are kept within a small range (Arjovsky et al. 2017).</summary>
    Clipping,

    /// <summary>The norm of its gradient by the image is drawn towards 1 (Gulrajani et al. 2017).</summary>
    GradientPenalty,
}
