namespace Mantissa.Training.Checkpoints;

/// <summary>The element types of the safetensors layout that a training state needs, under the layout's own names.</summary>
public enum ElementType
{
    F32,
    F64,
    I64,
    U8,
}

public static class ElementTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F32 => 4,
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.U8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
