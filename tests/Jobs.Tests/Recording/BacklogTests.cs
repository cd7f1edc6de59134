using Mantissa.Jobs.Recording;
using Mantissa.Testing;

namespace Mantissa.Jobs.Tests.Recording;

public sealed class BacklogTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keeps_the_order_across_memory_and_spool()
    {
        using var spool = new Spool(folder.Combine("a.spool"), limit: 1 << 20);
        var backlog = new Backlog(spool, memoryLimit: 2500);
        var added = 0;
        for (; added < 6; added++)
            backlog.TryAdd(Batches.Sized(added, bytes: 1000)).ShouldBeTrue();
        backlog.SpooledBytes.ShouldBeGreaterThan(0);

        // Room in memory is not used while older batches are in the spool.
        (await backlog.PeekAsync(default))!.Sequence.ShouldBe(0);
        backlog.Remove();
        backlog.TryAdd(Batches.Sized(added++, bytes: 1000)).ShouldBeTrue();
        backlog.Complete();

        var rest = new List<long>();
        while (await backlog.PeekAsync(default) is { } batch)
        {
            rest.Add(batch.Sequence);
            backlog.Remove();
        }

        rest.ShouldBe([1, 2, 3, 4, 5, 6]);
        backlog.SpooledBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_of_any_size_passes_through_memory_when_nothing_waits()
    {
        using var spool = new Spool(folder.Combine("a.spool"), limit: 1);
        var backlog = new Backlog(spool, memoryLimit: 10);

        backlog.TryAdd(Batches.Sized(1, bytes: 100_000)).ShouldBeTrue();

        (await backlog.PeekAsync(default))!.Sequence.ShouldBe(1);
    }

    [Fact]
    public void Says_when_neither_memory_nor_spool_has_room()
    {
        using var spool = new Spool(folder.Combine("a.spool"), limit: 1);
        var backlog = new Backlog(spool, memoryLimit: 10);
        backlog.TryAdd(Batches.Sized(1)).ShouldBeTrue();

        backlog.TryAdd(Batches.Sized(2)).ShouldBeFalse();
    }
}
