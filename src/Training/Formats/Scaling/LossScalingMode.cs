namespace Mantissa.Training.Formats.Scaling;

/// <summary>By what the loss is multiplied before the backward pass, so that small gradients are not flushed to zero.</summary>
public enum LossScalingMode
{
    /// <summary>Nothing: the scale is 1.</summary>
    None,

    /// <summary>A scale that stays as it is given.</summary>
    Constant,

    /// <summary>A scale that grows after many good updates and shrinks after each overflow.</summary>
    Dynamic,
}
