namespace Mantissa.Data.Workers;

/// <summary>A device that a worker trains on.</summary>
/// <param name="Name">As a specification names it: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Title">For a person, e.g. the processor's name.</param>
/// <param name="MemoryBytes">Memory of the device.</param>
public sealed record WorkerDevice(string Name, string Title, long MemoryBytes);
