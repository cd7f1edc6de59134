using Mantissa.Data.Notifications;
using Mantissa.Web.Tests.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Live;

[Collection(SiteCollection.Name)]
public sealed class LivePageTests(Site site)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_changes_while_a_page_reads_is_told_once_it_has_read(bool inThePast)
    {
        var (run, other) = (await RecordedRun.StartAsync(site), await RecordedRun.StartAsync(site));
        await using var circuit = new OpenPage<FollowingPage>(site.Services);
        circuit.Page.InThePast = inThePast;
        var opening = circuit.ShowAsync();
        var heard = new TaskCompletionSource();
        using var listener = site.Services.GetRequiredService<RunNotifications>().Subscribe(change =>
        {
            if (change == new RunChange(run.Id, RunChangeKind.Metrics))
                heard.TrySetResult();
        });

        await other.PointsAsync("train/loss", 1);
        await run.PointsAsync("train/loss", 1);
        await heard.Task.WaitAsync(Limit);
        circuit.Page.Told.ShouldBeEmpty("it has not read yet");
        circuit.Page.Follow(run.Id);
        await opening.WaitAsync(Limit);

        await circuit.Page.ToldOfAsync(new(run.Id, RunChangeKind.Metrics)).WaitAsync(Limit);
        circuit.Page.Told.ShouldNotContain(change => change.RunId == other.Id);
        circuit.Page.Told.Any(change => change.Kind == RunChangeKind.Everything).ShouldBe(inThePast);
    }

    [Fact]
    public async Task What_changes_after_a_page_has_read_is_told_and_nothing_before()
    {
        var run = await RecordedRun.StartAsync(site);
        await run.PointsAsync("train/loss", 1);
        await using var circuit = new OpenPage<FollowingPage>(site.Services);
        circuit.Page.Follow(run.Id);
        await circuit.ShowAsync().WaitAsync(Limit);

        await run.CompleteAsync();

        await circuit.Page.ToldOfAsync(new(run.Id, RunChangeKind.Status)).WaitAsync(Limit);
        circuit.Page.Told.ShouldNotContain(change => change.Kind == RunChangeKind.Everything);
    }
}
