using TorchSharp.Interop;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        using var handles = new Handles(tensors);
        fixed (nint* list = handles)
        {
            var joined = Tensor.New(mt_cat(list, handles.Count, dim));
            KeepAlive(tensors);
            return joined;
        }
    }

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Joins tensors of one shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] all = [.. tensors];
        using var handles = new Handles((ReadOnlySpan<Tensor>)all);
        fixed (nint* list = handles)
        {
            var joined = Tensor.New(mt_stack(list, handles.Count, dim));
            KeepAlive(all);
            return joined;
        }
    }

    public static Tensor vstack(IList<Tensor> tensors) => cat([.. tensors.Select(t => t.dim() < 2 ? t.reshape(1, -1) : t)], 0);

    public static Tensor hstack(IList<Tensor> tensors) => cat(tensors, tensors.Count > 0 && tensors[0].dim() == 1 ? 0 : 1);

    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        using var handles = new Handles((ReadOnlySpan<Tensor>)tensors);
        var text = System.Text.Encoding.UTF8.GetBytes(equation + '\0');
        fixed (nint* list = handles)
        fixed (byte* characters = text)
        {
            var product = Tensor.New(mt_einsum(characters, list, handles.Count));
            KeepAlive(tensors);
            return product;
        }
    }

    private static void KeepAlive(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors) GC.KeepAlive(tensor);
    }
}
