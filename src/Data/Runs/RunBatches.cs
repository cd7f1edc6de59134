using System.Collections.Concurrent;
using Mantissa.Data.Notifications;
using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>
/// Does to many runs what people ask for at once, and tells what became of each. What the database can do in one statement is one, all or
/// nothing; what the queue or a worker has to hear of goes run by run, and a run that refuses does not keep the others.
/// </summary>
public sealed partial class RunBatches(NpgsqlDataSource database, RunStore runs)
{
    private const int AtOnce = 4;

    /// <summary>Asks runs to stop; see <see cref="RunStore.RequestCancelAsync"/>.</summary>
    /// <param name="ids">The runs.</param>
    /// <param name="progress">Hears how many are done.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    public Task<BatchOutcome> CancelAsync(IReadOnlyList<Guid> ids, IProgress<int>? progress, CancellationToken cancellationToken) =>
        EachAsync(ids, runs.RequestCancelAsync, progress, cancellationToken);

    /// <summary>Queues failed and cancelled runs again; see <see cref="RunStore.RetryAsync"/>.</summary>
    public Task<BatchOutcome> RetryAsync(IReadOnlyList<Guid> ids, IProgress<int>? progress, CancellationToken cancellationToken) =>
        EachAsync(ids, async (id, token) => await runs.RetryAsync(id, token) is not null, progress, cancellationToken);

    /// <summary>Sets and removes tags; see <see cref="RunStore.EditAsync"/>. Doing it again changes nothing.</summary>
    /// <param name="ids">The runs.</param>
    /// <param name="tags">Values to set, and <see langword="null"/> to remove.</param>
    /// <param name="progress">Hears how many are done.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    public Task<BatchOutcome> TagAsync(
        IReadOnlyList<Guid> ids, IReadOnlyDictionary<string, string?> tags, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var edit = new RunEdit { Tags = tags };
        return EachAsync(ids, async (id, token) =>
        {
            var before = await runs.GetAsync(id, token) ?? throw new RunNotFoundException(id);
            return (await runs.EditAsync(id, edit, expected: null, token)).Revision != before.Revision;
        }, progress, cancellationToken);
    }

    /// <summary>The tags that some of the runs have, and how many have each value, the most frequent first.</summary>
    public async Task<IReadOnlyList<(string Name, string Value, int Runs)>> TagsAsync(IReadOnlyList<Guid> ids, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select tag.name, tag.value, count(*)::int from run cross join lateral jsonb_each_text(run.tags) as tag (name, value)
            where run.id = any($1) group by tag.name, tag.value order by count(*) desc, tag.name, tag.value limit $2
            """).With(ids.ToArray(), most);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string, string, int)>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return found;
    }

    private static async Task<BatchOutcome> EachAsync(
        IReadOnlyList<Guid> ids, Func<Guid, CancellationToken, Task<bool>> act, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var (changed, already, missing) = (new ConcurrentQueue<Guid>(), new ConcurrentQueue<Guid>(), new ConcurrentQueue<Guid>());
        var refused = new ConcurrentQueue<BatchRefusal>();
        var done = 0;
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) =>
        {
            try
            {
                (await act(id, token) ? changed : already).Enqueue(id);
            }
            catch (RunNotFoundException)
            {
                missing.Enqueue(id);
            }
            catch (Exception refusal) when (refusal is RunStateException or RunEditException)
            {
                refused.Enqueue(new(id, refusal.Message));
            }

            progress?.Report(Interlocked.Increment(ref done));
        });
        return new() { Changed = [.. changed], Already = [.. already], Refused = [.. refused], Missing = [.. missing] };
    }

    private static async Task NotifyAsync(NpgsqlConnection connection, IReadOnlyList<Guid> changed, CancellationToken cancellationToken)
    {
        var payloads = changed.Select(id => new RunChange(id, RunChangeKind.Status).ToPayload()).ToArray();
        await using var notify = new NpgsqlCommand("select count(pg_notify($1, payload)) from unnest($2) as payload", connection)
            .With(NotificationChannels.Run, payloads);
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }
}
