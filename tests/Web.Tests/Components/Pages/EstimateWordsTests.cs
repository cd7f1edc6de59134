using Mantissa.Data.Runs;
using Mantissa.Data.Workers;
using Mantissa.Web.Components.Pages.New;

namespace Mantissa.Web.Tests.Components.Pages;

public sealed class EstimateWordsTests
{
    private static readonly QueueState Free = new("cpu", 0, 0, null, 1);
    private static readonly RunEstimate Minute = new(TimeSpan.FromMinutes(1), 800 << 20, SameFormat: true);

    [Fact]
    public void Runs_of_one_worker_follow_each_other_and_those_of_two_share()
    {
        Words([Minute, Minute, Minute, Minute], Free)["Time"].ShouldBe("about 4 min 00 s, as it took before");
        Words([Minute, Minute, Minute, Minute], Free with { LiveWorkers = 2 })["Time"].ShouldBe("about 2 min 00 s on 2 workers, as it took before");
        Words([Minute], Free with { LiveWorkers = 7 })["Time"].ShouldBe("about 1 min 00 s, as it took before");
    }

    [Fact]
    public void What_it_does_not_rest_on_it_does_not_say()
    {
        var words = Words([null, null], null);
        words["Time"].ShouldBe("not known: no run like these has completed here yet");
        words.ShouldNotContainKey("Memory");
        words["Queue"].ShouldBe("nobody serves it now");

        Words([Minute, null], Free)["Time"].ShouldBe("about 1 min 00 s for 1 of the 2 runs, as it took before; no run like the others has completed here yet");
        Words([Minute with { SameFormat = false }], Free)["Time"].ShouldBe("about 1 min 00 s, as it took in another format");
    }

    [Fact]
    public void Memory_is_that_of_the_largest_run() =>
        Words([Minute, Minute with { MemoryBytes = 900 << 20 }, Minute with { MemoryBytes = null }], Free)["Memory"].ShouldBe("up to 900 MiB of a worker");

    [Fact]
    public void The_queue_is_free_busy_or_paused()
    {
        Words([Minute], Free)["Queue"].ShouldBe("free");
        Words([Minute], Free with { Queued = 3, Running = 1 })["Queue"].ShouldBe("3 waiting, 1 training before these");
        Words([Minute], Free with { PausedAt = DateTimeOffset.UnixEpoch })["Queue"].ShouldBe("paused");
    }

    private static Dictionary<string, string> Words(IReadOnlyList<RunEstimate?> estimates, QueueState? queue) =>
        EstimateWords.Of(estimates, queue).ToDictionary(line => line.Name, line => line.Words);
}
