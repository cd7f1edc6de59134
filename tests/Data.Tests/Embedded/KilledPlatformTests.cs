using System.Diagnostics;
using Mantissa.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mantissa.Data.Tests.Embedded;

/// <summary>What becomes of a cluster whose platform dies, by real processes and real signals.</summary>
public sealed class KilledPlatformTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_server_stops_cleanly_when_its_platform_is_killed()
    {
        using var host = await StartWithDataAsync();
        var server = ServerHost.PostmasterOf(ClusterFolder);
        await host.KillAsync();
        await Eventually.TrueAsync(() => !ServerHost.IsAlive(server));
        (await File.ReadAllTextAsync(folder.Combine("logs/postgres.log"))).ShouldNotContain("not properly shut down");
        await ShouldStartWithDataAsync();
    }

    [Fact]
    public async Task The_server_stops_with_its_platform()
    {
        using var host = await StartWithDataAsync();
        var server = ServerHost.PostmasterOf(ClusterFolder);
        (await host.StopAsync()).ShouldBe(0);
        ServerHost.IsAlive(server).ShouldBeFalse();
    }

    [Fact]
    public async Task After_everything_was_killed_it_recovers()
    {
        using var host = await StartWithDataAsync();
        var server = ServerHost.PostmasterOf(ClusterFolder);
        var shell = ServerHost.ParentOf(server);
        await host.KillAsync([shell, .. ServerHost.ChildrenOf(shell), .. ServerHost.ChildrenOf(server)]);
        File.Exists(Path.Combine(ClusterFolder, "postmaster.pid")).ShouldBeTrue("nobody was left to tidy up");
        await ShouldStartWithDataAsync();
    }

    [Fact]
    public async Task A_server_that_outlived_everything_else_is_stopped_first()
    {
        using var host = await StartWithDataAsync();
        var orphan = ServerHost.PostmasterOf(ClusterFolder);
        var shell = ServerHost.ParentOf(orphan);
        var watchers = ServerHost.ChildrenOf(shell).Where(child => child != orphan).ToArray();
        await host.KillAsync([shell, .. watchers]);
        ServerHost.IsAlive(orphan).ShouldBeTrue();
        await ShouldStartWithDataAsync();
        ServerHost.IsAlive(orphan).ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_that_now_belongs_to_another_process_does_not_keep_it_from_starting()
    {
        using (var host = await StartWithDataAsync())
            (await host.StopAsync()).ShouldBe(0);
        using var stranger = Process.Start("sleep", "600");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(ClusterFolder, "postmaster.pid"), $"{stranger.Id}\n{ClusterFolder}\n");
            await ShouldStartWithDataAsync();
            stranger.HasExited.ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    private string ClusterFolder => folder.Combine("postgres/cluster");

    private async Task<ServerHost> StartWithDataAsync()
    {
        var host = await ServerHost.StartAsync(folder.Path);
        await ServerHost.ReadAsync<int>(host.FirstLine, "create table kept (value int); insert into kept values (7); select 7");
        return host;
    }

    private async Task ShouldStartWithDataAsync()
    {
        await using var server = await EmbeddedPostgres.StartAsync(new(folder.Path), NullLogger.Instance, CancellationToken.None);
        (await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept")).ShouldBe(7);
    }
}
