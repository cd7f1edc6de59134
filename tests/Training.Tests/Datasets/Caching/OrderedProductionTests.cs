using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Tests.Datasets.Caching;

public class OrderedProductionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Images_arrive_in_order_on_the_calling_thread(int count)
    {
        var thread = Environment.CurrentManagedThreadId;
        var seen = new List<int>();

        // 64 KiB each: several chunks.
        OrderedProduction.Run(
            count, 1 << 16, 4, () => new MemoryStream(),
            (index, image, _) => { image.Fill((byte)index); return index % 10 == 3 ? "odd" : null; },
            (index, image, problem) =>
            {
                Environment.CurrentManagedThreadId.ShouldBe(thread);
                image[0].ShouldBe((byte)index);
                image[^1].ShouldBe((byte)index);
                problem.ShouldBe(index % 10 == 3 ? "odd" : null);
                seen.Add(index);
            },
            default);

        seen.ShouldBe(Enumerable.Range(0, count));
    }

    [Fact]
    public void A_failure_on_a_thread_comes_out_as_itself() =>
        Should.Throw<InvalidTimeZoneException>(() => OrderedProduction.Run(
            100, 10, 4, () => new MemoryStream(), (_, _, _) => throw new InvalidTimeZoneException(), (_, _, _) => { }, default));

    [Fact]
    public void It_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => OrderedProduction.Run(
            10_000, 1 << 20, 2, () => new MemoryStream(), (_, _, _) => null, (_, _, _) => cancellation.Cancel(), cancellation.Token));
    }
}
