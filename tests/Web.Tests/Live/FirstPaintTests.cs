using Mantissa.Web.Live;

namespace Mantissa.Web.Tests.Live;

public sealed class FirstPaintTests
{
    private readonly Clock _time = new();

    [Fact]
    public void A_state_is_handed_over_once_to_who_has_its_id()
    {
        var paint = new FirstPaint(_time);
        var state = new List<int> { 1 };
        var id = paint.Keep(state);

        paint.Take<List<int>>(Guid.NewGuid()).ShouldBeNull();
        paint.Take<List<int>>(id).ShouldBeSameAs(state);
        paint.Take<List<int>>(id).ShouldBeNull();
        paint.Take<string>(paint.Keep(state)).ShouldBeNull();
    }

    [Fact]
    public void A_state_that_nobody_comes_for_is_dropped()
    {
        var paint = new FirstPaint(_time);
        var id = paint.Keep(new object());
        _time.Seconds += 21;

        paint.Take<object>(id).ShouldBeNull();
    }

    [Fact]
    public void Visitors_who_never_come_back_do_not_fill_the_memory()
    {
        var paint = new FirstPaint(_time);
        var ids = Enumerable.Range(0, 150).Select(_ => paint.Keep(new object())).ToList();
        ids.Count(id => paint.Take<object>(id) is not null).ShouldBe(100);

        ids = [.. Enumerable.Range(0, 150).Select(_ => paint.Keep(new object()))];
        _time.Seconds += 21;
        paint.Take<object>(paint.Keep(new object())).ShouldNotBeNull("The old ones made room.");
    }
}
