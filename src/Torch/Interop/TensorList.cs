namespace TorchSharp.Interop;

/// <summary>Native lists of tensors.</summary>
internal static unsafe class TensorList
{
    /// <summary>Empties and deletes a native list; the handles belong to the caller, 0 for an undefined tensor.</summary>
    /// <param name="list">The list.</param>
    /// <param name="handles">As many as the list has tensors.</param>
    public static void Take(nint list, Span<nint> handles)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(handles.Length, mt_list_count(list));
        fixed (nint* target = handles) mt_list_take(list, target);
    }

    public static void Add(nint list, torch.Tensor? tensor)
    {
        mt_list_add(list, tensor?.Handle ?? 0);
        GC.KeepAlive(tensor);
    }
}
