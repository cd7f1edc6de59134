using System.Text.Json.Nodes;
using Mantissa.Data.Metrics;
using Mantissa.Data.Runs;
using Npgsql;

namespace Mantissa.Data.External;

public sealed partial class ExternalRunStore
{
    /// <summary>
    /// Adds points of a program that does not number its batches, whatever the run's status. Those that are there already are left out; every
    /// other one is kept, however many there are of a step. Of several writers at once the one whose sequence is taken looks again.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="points">Points whose times are whole milliseconds.</param>
    /// <param name="cancellationToken">Cancels the append as a whole.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    public async Task AddPointsAsync(Guid id, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        while (true)
        {
            var held = await TouchAsync(id, attempt: null, progress: null, cancellationToken);
            var added = await NewPoints.OfAsync(metrics, id, points, cancellationToken);
            if (added.Count == 0)
                return;
            try
            {
                if (await recorder.CommitAsync(held.Lease, new(held.Sequence + 1) { Metrics = added, KeepsEqualSteps = true }, cancellationToken))
                    return;
            }
            catch (LeaseLostException)
            {
                // Resumed in between, which does not concern a writer without an attempt of its own.
            }
        }
    }

    /// <summary>Adds parameters. They never change: the same value again is fine, another one is not.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="NotExternalException">Workers train it.</exception>
    /// <exception cref="ParameterSetException">A parameter has another value; none was added.</exception>
    public async Task AddParametersAsync(Guid id, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, id, attempt: null, cancellationToken);
        await using var read = new NpgsqlCommand("select specification -> 'training' from run where id = $1", connection).With(id);
        var known = JsonNode.Parse((string)(await read.ExecuteScalarAsync(cancellationToken))!)!.AsObject();
        foreach (var (key, value) in parameters)
        {
            if (known.TryGetPropertyValue(key, out var old) && Text(old) != value)
                throw new ParameterSetException(key, Text(old), value);
            known[key] = value;
        }

        await connection.ExecuteAsync(
            "update run set specification = jsonb_set(specification, '{training}', $2::jsonb) where id = $1",
            cancellationToken, id, known.ToJsonString());
        await new RunTransitions(connection, id).NotifyAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A parameter as its program wrote it: texts without quotes.</summary>
    private static string Text(JsonNode? value) => value?.ToString() ?? "";
}
