namespace Mantissa.Training.Accelerators;

/// <summary>A device that this process can train on.</summary>
/// <param name="Name">As libtorch writes it: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Title">For people: the processor's or accelerator's own name.</param>
/// <param name="MemoryBytes">Memory of the device in bytes; 0 when unknown.</param>
public sealed record DeviceDescription(string Name, string Title, long MemoryBytes);
