using TorchSharp;

namespace Mantissa.Training.Checkpoints;

/// <summary>Contents of tensors as bytes, wherever they live: row-major, little-endian.</summary>
internal static class TensorBytes
{
    public static ElementType TypeOf(torch.Tensor tensor) => tensor.dtype switch
    {
        torch.ScalarType.Float32 => ElementType.F32,
        torch.ScalarType.Float64 => ElementType.F64,
        torch.ScalarType.Int64 => ElementType.I64,
        torch.ScalarType.Byte => ElementType.U8,
        _ => throw new InvalidOperationException($"A state tensor of type {tensor.dtype} has no place in a checkpoint."),
    };

    public static void Copy(torch.Tensor tensor, Span<byte> target)
    {
        using var scope = torch.NewDisposeScope();
        tensor.detach().cpu().contiguous().bytes.CopyTo(target);
    }

    public static void Assign(torch.Tensor tensor, ReadOnlySpan<byte> source)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var values = torch.empty(tensor.shape, dtype: tensor.dtype);
        source.CopyTo(values.bytes);
        tensor.copy_(values);
    }
}
