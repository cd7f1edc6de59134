using System.Collections.Concurrent;
using Mantissa.Data.Runs;
using Mantissa.Jobs.Recording;
using Mantissa.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Jobs.Tests.Recording;

public sealed class RecordWriterTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly RecordBuffer buffer = new(limit: 1 << 20);
    private readonly ConcurrentQueue<RecordBatch> committed = new();
    private volatile Exception? outage;

    public void Dispose()
    {
        buffer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Writes_everything_before_it_ends()
    {
        buffer.Add(Batches.Sized(1).Metrics[0]);
        using var spool = OpenSpool();
        var writer = Writer(spool);
        var running = writer.RunAsync(default);
        buffer.Add(Batches.Sized(2).Metrics[0]);

        writer.Complete();
        await running;

        committed.SelectMany(batch => batch.Metrics).Select(point => point.Step).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Replays_in_order_after_the_database_was_away()
    {
        outage = new NpgsqlException("connection refused");
        using var spool = OpenSpool();
        var writer = Writer(spool, memory: 100);
        var running = writer.RunAsync(default);
        for (var step = 1; step <= 4; step++)
        {
            buffer.Add(Batches.Sized(step).Metrics[0]);
            buffer.Close(new(step, 0, Data.Entities.CheckpointKind.Periodic, new byte[200]));
        }

        await Task.Delay(1500);
        spool.IsEmpty.ShouldBeFalse();
        running.IsCompleted.ShouldBeFalse();
        outage = null;
        writer.Complete();
        await running;

        committed.SelectMany(batch => batch.Metrics).Select(point => point.Step).ShouldBe([1, 2, 3, 4]);
        committed.Select(batch => batch.Sequence).ShouldBeInOrder();
        committed.SelectMany(batch => batch.Events).ShouldHaveSingleItem().Kind.ShouldBe("database-away");
        spool.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_reported_while_earlier_batches_wait_for_room_is_written_before_it_ends()
    {
        outage = new NpgsqlException("connection refused");
        using var spool = new Spool(folder.Combine("a.spool"), limit: 1);
        var writer = Writer(spool, memory: 1);
        var running = writer.RunAsync(default);
        for (var step = 1; step <= 2; step++)
        {
            buffer.Add(Batches.Sized(step).Metrics[0]);
            buffer.Close(new(step, 0, Data.Entities.CheckpointKind.Periodic, new byte[200]));
        }

        // The first is in memory and the second has no place: it has been taken from the buffer and waits.
        await Task.Delay(1500);
        buffer.Add(Batches.Sized(3).Metrics[0]);
        writer.Complete();
        outage = null;
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        committed.SelectMany(batch => batch.Metrics).Select(point => point.Step).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Ends_at_once_when_the_lease_is_lost()
    {
        outage = new LeaseLostException(new RunLease(Guid.NewGuid(), 1, Guid.NewGuid(), "w"));
        using var spool = OpenSpool();
        buffer.Add(Batches.Sized(1).Metrics[0]);

        await Should.ThrowAsync<LeaseLostException>(Writer(spool).RunAsync(default).WaitAsync(TimeSpan.FromSeconds(5)));

        committed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_repeat_what_the_database_will_never_take()
    {
        outage = new PostgresException("invalid byte sequence", "ERROR", "ERROR", "22021");
        using var spool = OpenSpool();
        buffer.Add(Batches.Sized(1).Metrics[0]);

        await Should.ThrowAsync<PostgresException>(Writer(spool).RunAsync(default).WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private Spool OpenSpool() => new(folder.Combine("a.spool"), limit: 1 << 20);

    private RecordWriter Writer(Spool spool, long memory = 1 << 20) => new(
        Guid.NewGuid(), buffer, new Backlog(spool, memory), CommitAsync, TimeProvider.System, NullLogger.Instance);

    private Task CommitAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (outage is { } failure)
            return Task.FromException(failure);
        committed.Enqueue(batch);
        return Task.CompletedTask;
    }
}
