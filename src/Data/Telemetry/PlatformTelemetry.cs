using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mantissa.Data.Telemetry;

/// <summary>The meter and the activities of all processes of the platform. They cost next to nothing while nobody listens.</summary>
public static class PlatformTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "Mantissa";

    /// <summary>The tag of an activity that says which run it belongs to.</summary>
    public const string RunTag = "mantissa.run.id";

    /// <summary>What is counted and measured.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>What takes time and belongs to a run.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>How long a commit of what a run recorded took, whoever trains it.</summary>
    internal static Histogram<double> BatchDuration { get; } =
        Meter.CreateHistogram<double>("mantissa.batch.duration", "s", "Time to commit a batch of what a run recorded.");

    /// <summary>Values of metrics that were committed.</summary>
    internal static Counter<long> Points { get; } =
        Meter.CreateCounter<long>("mantissa.points.recorded", "{point}", "Values of metrics that were committed.");
}
