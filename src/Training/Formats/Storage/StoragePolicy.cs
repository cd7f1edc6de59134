namespace Mantissa.Training.Formats.Storage;

/// <summary>Which tensors a format stores; the others stay FP32.</summary>
internal enum StoragePolicy
{
    /// <summary>Every tensor between kernels, weights and optimizer state included: there is no FP32 copy of anything.</summary>
    Everything,

    /// <summary>Every tensor between kernels; the optimizer keeps its state and a master copy of the weights in FP32.</summary>
    AllButUpdates,

    /// <summary>
    /// Operands of convolutions and fully-connected layers, and the gradients of their results; batch norm, losses and updates stay FP32,
    /// and so does the master copy of the weights.
    /// </summary>
    Operands,
}

internal static class StoragePolicies
{
    /// <summary>Whether the value of a tensor is stored.</summary>
    public static bool Stores(this StoragePolicy policy, TensorUse use) => policy switch
    {
        StoragePolicy.Everything => true,
        StoragePolicy.AllButUpdates => !use.HasFlag(TensorUse.State) || use.HasFlag(TensorUse.Operand),
        _ => use.HasFlag(TensorUse.Operand),
    };

    /// <summary>Whether the gradient that comes back to an activation is stored.</summary>
    public static bool StoresGradient(this StoragePolicy policy, TensorUse use) =>
        policy != StoragePolicy.Operands || use.HasFlag(TensorUse.Product);
}
