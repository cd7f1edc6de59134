using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.External;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.External;

/// <summary>External runs for tests.</summary>
internal static class Recording
{
    public static async Task<Run> RecordAsync(this PostgresFixture postgres, double timeoutSeconds = 60, string? key = null)
    {
        var specification = new RunSpecification { Name = "elsewhere", Model = "my-net", Format = "", Dataset = "", Queue = NewExternalRun.Queue, Training = new() { ["lr"] = 0.1 } };
        return (await postgres.Get<ExternalRunStore>().CreateAsync(new(specification, Experiment.Default, TimeSpan.FromSeconds(timeoutSeconds)), key, default)).Value;
    }

    public static Task<RecordingState> AppendAsync(this PostgresFixture postgres, Guid run, RecordBatch batch, int attempt = 1) =>
        postgres.Get<ExternalRunStore>().AppendAsync(run, attempt, batch, default);

    /// <summary>As if its program had been silent for long enough.</summary>
    public static async Task SilenceAsync(this PostgresFixture postgres, Guid run)
    {
        await postgres.ExecuteAsync(
            "update run set heartbeat_timeout = interval '1 microsecond', lease_expires_at = now() - interval '1 second', heartbeat_at = now() - interval '1 minute' where id = $1", run);
        (await postgres.Get<LostExternalRuns>().MarkAsync(DateTimeOffset.UnixEpoch, default)).ShouldContain(run);
    }
}
