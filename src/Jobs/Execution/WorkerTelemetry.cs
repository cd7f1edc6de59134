using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mantissa.Data.Runs;
using Mantissa.Data.Telemetry;

namespace Mantissa.Jobs.Execution;

/// <summary>What a worker measures of itself.</summary>
internal static class WorkerTelemetry
{
    private static readonly Histogram<double> Attempts =
        PlatformTelemetry.Meter.CreateHistogram<double>("mantissa.attempt.duration", "s", "How long a worker had a run, by what became of it.");

    private static readonly UpDownCounter<int> Busy =
        PlatformTelemetry.Meter.CreateUpDownCounter<int>("mantissa.worker.runs", "{run}", "Runs that this worker has.");

    /// <summary>For how long recording met no database, each time that it came back.</summary>
    public static Histogram<double> Outages { get; } =
        PlatformTelemetry.Meter.CreateHistogram<double>("mantissa.recording.outage", "s", "For how long a run could not be recorded.");

    /// <summary>Measures an attempt, and traces it, until disposed.</summary>
    public static Attempt Begin(LeasedRun run) => new(run);

    public sealed class Attempt : IDisposable
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly Activity? _activity;

        internal Attempt(LeasedRun run)
        {
            // A root of its own: it outlives whatever made the queue hand it out.
            _activity = PlatformTelemetry.Activities.StartActivity("attempt", ActivityKind.Consumer, parentContext: default, tags:
            [
                new(PlatformTelemetry.RunTag, run.Lease.RunId.ToString()), new("mantissa.run.attempt", run.Lease.Attempt),
                new("mantissa.run.model", run.Specification.Model), new("mantissa.run.format", run.Specification.Format),
            ]);
            Busy.Add(1);
        }

        /// <summary>What became of it; lost until somebody says otherwise.</summary>
        public string Outcome { get; set; } = "Lost";

        public void Dispose()
        {
            Busy.Add(-1);
            Attempts.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new KeyValuePair<string, object?>("outcome", Outcome));
            _activity?.SetTag("mantissa.outcome", Outcome);
            _activity?.Dispose();
        }
    }
}
