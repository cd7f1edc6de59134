using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Data.Tests.Runs;

/// <summary>Runs and records for tests, with the values that a test cares about.</summary>
internal static class Sample
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static RunSpecification Specification(
        string name = "", string model = "resnet", string format = "fp32", long seed = 1, IReadOnlyDictionary<string, string>? tags = null) => new()
    {
        Name = name,
        Model = model,
        Format = format,
        Dataset = "shapes",
        Seed = seed,
        Training = new() { ["epochs"] = 3, ["batch"] = 64 },
        Tags = tags ?? new Dictionary<string, string>(),
    };

    public static async Task<Run> SubmitAsync(this PostgresFixture postgres, RunSpecification? specification = null) =>
        (await postgres.Get<RunStore>().SubmitAsync(specification ?? Specification(), idempotencyKey: null, CancellationToken.None)).Value;

    public static async Task<LeasedRun> ClaimAsync(this PostgresFixture postgres, Guid run, string worker = "worker-1") =>
        await postgres.Get<RunLeases>().ClaimAsync(run, worker, Lease, CancellationToken.None)
            ?? throw new InvalidOperationException("The run could not be claimed.");

    /// <summary>Claims with a lease so short that the next worker can take over as soon as <see cref="ExpireLeaseAsync"/> was called.</summary>
    public static async Task<LeasedRun> ClaimBrieflyAsync(this PostgresFixture postgres, Guid run, string worker = "worker-1") =>
        await postgres.TryClaimBrieflyAsync(run, worker) ?? throw new InvalidOperationException("The run could not be claimed.");

    public static Task<LeasedRun?> TryClaimBrieflyAsync(this PostgresFixture postgres, Guid run, string worker = "worker-1") =>
        postgres.Get<RunLeases>().ClaimAsync(run, worker, TimeSpan.FromMilliseconds(1), CancellationToken.None);

    public static async Task<Run> GetAsync(this PostgresFixture postgres, Guid run) =>
        await postgres.Get<RunStore>().GetAsync(run, CancellationToken.None) ?? throw new RunNotFoundException(run);

    /// <summary>Lets the lease of a run end, as if its worker had been silent for long enough.</summary>
    public static Task ExpireLeaseAsync(this PostgresFixture postgres, Guid run) =>
        postgres.ExecuteAsync("update run set lease_expires_at = now() - interval '1 second' where id = $1", run);

    /// <summary>Points of one series at consecutive steps.</summary>
    public static MetricPoint[] Points(string name, long firstStep, params double[] values) =>
        [.. values.Select((value, i) => new MetricPoint(name, firstStep + i, value, Start.AddSeconds(firstStep + i)))];

    public static RecordBatch Batch(long sequence, params MetricPoint[] points) => new(sequence) { Metrics = points };

    public static Task<bool> CommitAsync(this PostgresFixture postgres, LeasedRun run, RecordBatch batch) =>
        postgres.Get<RunRecorderStore>().CommitAsync(run.Lease, batch, CancellationToken.None);

    /// <summary>All points of a series.</summary>
    public static async Task<SeriesData> SeriesAsync(this PostgresFixture postgres, Guid run, string name, int points = 0) =>
        (await postgres.FindSeriesAsync(run, name, points)) ?? throw new InvalidOperationException($"There is no series {name}.");

    public static async Task<SeriesData?> FindSeriesAsync(this PostgresFixture postgres, Guid run, string name, int points = 0) =>
        (await postgres.Get<MetricStore>().QueryAsync(new([run], [name], Points: points), CancellationToken.None)).SingleOrDefault();
}
