namespace TorchSharp.Interop;

/// <summary>Native lists of tensors.</summary>
internal static unsafe class TensorList
{
    /// <summary>Empties and deletes a native list; the handles belong to the caller, 0 for an undefined tensor.</summary>
    public static nint[] Take(nint list)
    {
        var handles = new nint[mt_list_count(list)];
        fixed (nint* target = handles) mt_list_take(list, target);
        return handles;
    }

    public static void Add(nint list, torch.Tensor? tensor)
    {
        mt_list_add(list, tensor?.Handle ?? 0);
        GC.KeepAlive(tensor);
    }
}
