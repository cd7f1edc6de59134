using Npgsql;

namespace Mantissa.Data.Queue;

/// <summary>
/// The database's clock as this process knows it. Due times and signs of life that processes of a cluster compare have to be of one clock;
/// those of the machines may be wrong by any amount, and may jump. Between two readings it goes on with what measures durations here.
/// </summary>
/// <param name="machine">This machine's clocks; what time it says it is counts until the first reading.</param>
public sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    private volatile Reading? last;

    public override DateTimeOffset GetUtcNow() => last is { } reading ? reading.Time + machine.GetElapsedTime(reading.Taken) : machine.GetUtcNow();

    /// <summary>Asks the database what time it is.</summary>
    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        var asked = machine.GetTimestamp();
        var time = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        last = new(new DateTimeOffset(time) + machine.GetElapsedTime(asked) / 2, machine.GetTimestamp());
    }

    private sealed record Reading(DateTimeOffset Time, long Taken);
}
