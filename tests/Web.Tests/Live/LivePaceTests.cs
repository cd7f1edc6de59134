using Mantissa.Web.Live;

namespace Mantissa.Web.Tests.Live;

public sealed class LivePaceTests
{
    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 200)]
    [InlineData(20, 200)]
    [InlineData(50, 500)]
    [InlineData(200, 2000)]
    public void More_pages_are_refreshed_less_often(int pages, int milliseconds)
    {
        var pace = new LivePace();
        for (var i = 0; i < pages; i++)
            pace.Enter();

        pace.Interval.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Fact]
    public void Who_left_counts_no_more_and_only_once()
    {
        var pace = new LivePace();
        var visits = Enumerable.Range(0, 50).Select(_ => pace.Enter()).ToList();

        visits.ForEach(visit => visit.Dispose());
        visits.ForEach(visit => visit.Dispose());
        Enumerable.Range(0, 30).ToList().ForEach(_ => pace.Enter());

        pace.Interval.TotalMilliseconds.ShouldBe(300);
    }
}
