using Mantissa.Catalogue;
using Mantissa.Catalogue.Tests;
using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Tests.Sites;

/// <summary>A run under the hands of a worker: what it commits, the site has to show.</summary>
internal sealed class RecordedRun
{
    private readonly Site _site;
    private readonly RunLease _lease;
    private long _sequence;

    private RecordedRun(Site site, RunLease lease)
    {
        _site = site;
        _lease = lease;
    }

    public Guid Id => _lease.RunId;

    public static async Task<RecordedRun> StartAsync(Site site, RunSpecification? specification = null)
    {
        var resolved = SpecificationValidator.Resolve(specification ?? SampleCatalogue.Run(), SampleCatalogue.Create()).Value!;
        var run = (await site.Database.Get<RunStore>().SubmitAsync(resolved, null, default)).Value;
        return await ClaimAsync(site, run.Id);
    }

    public static async Task<RecordedRun> ClaimAsync(Site site, Guid id)
    {
        var leases = site.Database.Get<RunLeases>();
        var leased = await leases.ClaimAsync(id, "worker-1", TimeSpan.FromMinutes(5), default);
        await leases.MarkRunningAsync(leased!.Lease, default);
        return new(site, leased.Lease);
    }

    public Task CommitAsync(Func<RecordBatch, RecordBatch> fill) =>
        _site.Database.Get<RunRecorderStore>().CommitAsync(_lease, fill(new RecordBatch(++_sequence)), default);

    public Task PointsAsync(string name, params double[] values) => CommitAsync(batch => batch with
    {
        Metrics = [.. values.Select((value, i) => new MetricPoint(name, i + 1, value, DateTimeOffset.UnixEpoch.AddSeconds(i)))],
    });

    public Task CompleteAsync(RunStatus status = RunStatus.Completed, string? reason = null) =>
        _site.Database.Get<RunLeases>().CompleteAsync(_lease, status, reason, default);
}
