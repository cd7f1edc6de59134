using TorchSharp;

namespace Mantissa.Training.Checkpoints;

/// <summary>Tensors under the names that a file has for them.</summary>
internal static class NamedTensors
{
    /// <summary>Weights and buffers of a network.</summary>
    public static IEnumerable<(string Name, torch.Tensor Tensor)> Of(torch.nn.Module network, string prefix = "") =>
        network.named_parameters().Select(pair => (prefix + pair.name, (torch.Tensor)pair.parameter))
            .Concat(network.named_buffers().Select(pair => (prefix + pair.name, pair.buffer)));

    /// <summary>Copies the file's values into the tensors. Everything is checked before anything is changed.</summary>
    /// <exception cref="TrainingInputException">The file lacks one of them, or has one of another shape or type.</exception>
    public static void Restore(IReadOnlyCollection<(string Name, torch.Tensor Tensor)> tensors, SafeTensorsFile file)
    {
        foreach (var (name, tensor) in tensors)
        {
            var saved = file.Find(name) ?? throw SafeTensorsReader.Bad($"it has no tensor '{name}'");
            if (saved.Type != TensorBytes.TypeOf(tensor) || !saved.Shape.SequenceEqual(tensor.shape))
                throw SafeTensorsReader.Bad(
                    $"tensor '{name}' is {saved.Type} [{string.Join(", ", saved.Shape)}], and the model's is "
                    + $"{TensorBytes.TypeOf(tensor)} [{string.Join(", ", tensor.shape)}]");
        }

        foreach (var (name, tensor) in tensors)
            TensorBytes.Assign(tensor, file.Find(name)!.Data.Span);
    }
}
