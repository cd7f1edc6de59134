using Mantissa.Data.Entities;
using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>The database goes away while a run trains: it trains on, and nothing is lost or doubled.</summary>
public sealed class OutageTests : PlatformTest
{
    [Fact]
    public async Task What_is_recorded_while_the_database_is_away_follows_in_order()
    {
        var specification = TinyRuns.ResNet(steps: 600);
        await using var cable = new NetworkCable(Platform.DatabasePort);
        var worker = await Platform.StartWorkerBehindAsync(cable.Port);
        var expected = await Platform.CompleteAsync(specification);
        var id = await Platform.SubmitAsync(specification);
        await Platform.ReachesStepAsync(id, 20);

        // For longer than the lease: nobody else wants the run, so it stays this worker's.
        cable.Cut();
        var before = (await Platform.Runs.GetAsync(id, default))!.Step;
        await Task.Delay(TimeSpan.FromSeconds(Processes.Platform.LeaseSeconds + 2));
        var spool = Directory.EnumerateFiles(Path.Combine(Platform.DataDirectory, "spool")).ShouldHaveSingleItem();
        new FileInfo(spool).Length.ShouldBeGreaterThan(0);
        (await Platform.Runs.GetAsync(id, default))!.Step.ShouldBe(before, worker.Output);
        cable.Mend();
        var run = await Platform.ReachesAsync(id, RunStatus.Completed);

        run.Attempt.ShouldBe(1);
        (await RunRecord.ReadAsync(Platform, id)).ShouldBe(expected);
        (await Platform.EventsAsync(id)).ShouldContain(entry => entry.Kind == "database-away");

        // The run is over in the database a moment before its worker puts the file away.
        await Eventually.TrueAsync(() => !Directory.EnumerateFiles(Path.Combine(Platform.DataDirectory, "spool")).Any());
        worker.Output.ShouldContain("is recorded again");
    }
}
