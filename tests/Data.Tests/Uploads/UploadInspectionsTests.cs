using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;

namespace Mantissa.Data.Tests.Uploads;

public sealed class UploadInspectionsTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly UploadReport Report = new("idx", 1, 28, 28, [new("0", 8, 2), new("1", 4, 1)], ["x.png: broken"]);

    private readonly PostgresFixture postgres = new();

    private UploadStore Store => postgres.Get<UploadStore>();

    private UploadInspections Inspections => postgres.Get<UploadInspections>();

    public Task InitializeAsync() => postgres.InitializeAsync();

    public Task DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task The_oldest_is_looked_at_first_and_by_one_worker()
    {
        var first = (await Store.UploadAsync("first", ("a", [1]))).Value;
        var second = (await Store.UploadAsync("second", ("a", [2]))).Value;

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Inspections.ClaimAsync($"worker-{i}", Lease, default)));

        claims.OfType<ClaimedUpload>().Select(claim => claim.Id).Order().ShouldBe(new[] { first.Id, second.Id }.Order());
    }

    [Fact]
    public async Task What_was_found_is_kept_with_the_preview()
    {
        var claim = await ClaimAsync();

        (await Inspections.AcceptAsync(claim, Report, Preview(claim), default)).ShouldBeTrue();

        var set = (await Store.GetAsync(claim.Id, default))!;
        set.Status.ShouldBe(UploadStatus.Ready);
        var report = set.Report.ShouldNotBeNull();
        (report.Kind, report.Channels, report.SmallestSide, report.LargestSide).ShouldBe(("idx", 1, 28, 28));
        report.Classes.ShouldBe(Report.Classes);
        report.Broken.ShouldBe(Report.Broken);
        (report.TrainImages, report.TestImages).ShouldBe((12, 3));
        set.InspectedAt.ShouldNotBeNull();
        (await Store.PreviewAsync(claim.Id, default))!.Content.ShouldBe([9, 8, 7]);
        (await Inspections.ClaimAsync("other", Lease, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_rejected_set_says_why()
    {
        var claim = await ClaimAsync();

        (await Inspections.RejectAsync(claim, "It is no dataset.", default)).ShouldBeTrue();

        var set = (await Store.GetAsync(claim.Id, default))!;
        (set.Status, set.StatusReason).ShouldBe((UploadStatus.Rejected, "It is no dataset."));
    }

    [Fact]
    public async Task Another_worker_takes_over_from_one_that_died_and_the_dead_can_write_no_more()
    {
        var dead = await ClaimAsync();
        (await Inspections.ExtendAsync(dead, Lease, default)).ShouldBeTrue();
        (await Inspections.ClaimAsync("other", Lease, default)).ShouldBeNull();
        await ExpireAsync();

        var claim = (await Inspections.ClaimAsync("other", Lease, default)).ShouldNotBeNull();

        claim.ShouldBe(new(dead.Id, 2));
        (await Inspections.ExtendAsync(dead, Lease, default)).ShouldBeFalse();
        (await Inspections.AcceptAsync(dead, Report, Preview(dead), default)).ShouldBeFalse();
        (await Inspections.RejectAsync(dead, "no", default)).ShouldBeFalse();
        (await Store.PreviewAsync(dead.Id, default)).ShouldBeNull();
        (await Inspections.AcceptAsync(claim, Report, Preview(claim), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_upload_that_ends_worker_after_worker_is_rejected()
    {
        var set = (await Store.UploadAsync("deadly", ("a", [1]))).Value;
        for (var i = 0; i < UploadInspections.MaximumAttempts; i++)
        {
            (await Inspections.ClaimAsync($"worker-{i}", Lease, default)).ShouldNotBeNull();
            await ExpireAsync();
        }

        (await Inspections.ClaimAsync("last", Lease, default)).ShouldBeNull();

        var rejected = (await Store.GetAsync(set.Id, default))!;
        (rejected.Status, rejected.Attempt).ShouldBe((UploadStatus.Rejected, UploadInspections.MaximumAttempts));
        rejected.StatusReason!.ShouldContain("ended 3 workers");
    }

    [Fact]
    public async Task A_worker_that_stops_gives_it_back_uncounted()
    {
        for (var i = 0; i < 5; i++)
            (await Inspections.ReleaseAsync(await ClaimAsync(), default)).ShouldBeTrue();

        (await ClaimAsync()).Attempt.ShouldBe(1);
    }

    private async Task<ClaimedUpload> ClaimAsync()
    {
        await Store.UploadAsync("set", ("a", [1]));
        return (await Inspections.ClaimAsync("worker", Lease, default)).ShouldNotBeNull();
    }

    private static UploadedPreview Preview(ClaimedUpload claim) => new() { SetId = claim.Id, Width = 3, Height = 1, Content = [9, 8, 7] };

    private Task<int> ExpireAsync() => postgres.ExecuteAsync("update uploaded_set set lease_expires_at = now() - interval '1 second' where lease_expires_at is not null");
}
