using Quartz;

namespace Mantissa.Data.Queue;

/// <summary>One-shot triggers of run jobs.</summary>
internal static class RunTrigger
{
    /// <summary>
    /// A trigger that fires once. It keeps its first due time however long it waits, which is what makes a queue first in, first out:
    /// treated as a misfire, it would be moved behind younger ones.
    /// </summary>
    public static ITrigger Create(JobKey job, string queue, DateTimeOffset at) =>
        TriggerBuilder.Create()
            .WithIdentity($"{job.Name}.{Guid.CreateVersion7(at)}", job.Group)
            .ForJob(job)
            .StartAt(at)
            .WithExecutionGroup(queue)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
}
