namespace Mantissa.Data.Workers;

/// <summary>What a worker says of itself when it starts.</summary>
/// <param name="Id">Unique for each start of a process.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="ProcessId">On that machine.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Queues">The queues that it serves.</param>
/// <param name="Devices">What it trains on.</param>
public sealed record WorkerRegistration(
    string Id, string Host, int ProcessId, string Version, IReadOnlyList<string> Queues, IReadOnlyList<WorkerDevice> Devices);
