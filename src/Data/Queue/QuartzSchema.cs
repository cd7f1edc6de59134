namespace Mantissa.Data.Queue;

/// <summary>Where Quartz keeps its tables: a schema of its own, made by the migrations; the tables in it are provisioned by Quartz itself.</summary>
internal static class QuartzSchema
{
    public const string Name = "quartz";

    /// <summary>What every table name of Quartz begins with.</summary>
    public const string Tables = Name + ".qrtz_";

    /// <summary>Schedulers with this name share the schedule; each process is one node of the cluster.</summary>
    public const string SchedulerName = "mantissa";
}
