namespace Mantissa.Jobs.Hosting;

/// <summary>The queues that this worker serves: those it was told, or those that its devices can.</summary>
internal sealed record WorkerQueues(IReadOnlyList<string> Names)
{
    public static WorkerQueues Choose(WorkerOptions options, EnvironmentFacts facts)
    {
        if (options.Queues.Count > 0)
            return new(options.Queues);
        var accelerated = facts.Devices.Any(device => device.Name != "cpu");
        return new(accelerated ? ["cpu", "gpu", "simulator"] : ["cpu", "simulator"]);
    }
}
