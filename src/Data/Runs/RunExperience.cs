using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Runs;

/// <summary>What a run is expected to need, as the last completed one like it needed it.</summary>
/// <param name="Duration">Time of training, evaluations included.</param>
/// <param name="MemoryBytes">Memory of the worker's process; <see langword="null"/> where it was not recorded.</param>
/// <param name="SameFormat">Whether the run that it is read from had the same number format.</param>
public sealed record RunEstimate(TimeSpan Duration, long? MemoryBytes, bool SameFormat);

/// <summary>Estimates runs from those that were trained here before.</summary>
public sealed class RunExperience(NpgsqlDataSource database)
{
    /// <summary>
    /// The same network on the same images in batches of the same size; of those one in the same format, and the newest. Runs that were
    /// made elsewhere tell nothing of the machines here.
    /// </summary>
    private const string Sql = """
        select format, extract(epoch from finished_at - started_at)::float8, step, epoch, peak_memory_bytes
        from run
        where model = $1 and dataset = $2 and status = 'Completed' and not external and step > 0 and finished_at > started_at
            and specification -> 'modelOptions' = $3 and specification -> 'training' -> 'batch' = $4 and specification ->> 'device' = $5
        order by format = $6 desc, created_at desc
        limit 1
        """;

    /// <summary>One estimate a run, in their order; <see langword="null"/> for a run of which there is no experience.</summary>
    public async Task<IReadOnlyList<RunEstimate?>> EstimateAsync(IReadOnlyList<RunSpecification> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var known = new Dictionary<string, RunEstimate?>(StringComparer.Ordinal);
        var estimates = new List<RunEstimate?>(runs.Count);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var run in runs)
        {
            // Seeds need the same; only what the question asks for makes a difference.
            var key = JsonSerializer.Serialize(run with { Seed = 0, Name = null }, CatalogueJson.Options);
            if (!known.TryGetValue(key, out var estimate))
                known.Add(key, estimate = await EstimateAsync(connection, run, cancellationToken));
            estimates.Add(estimate);
        }

        return estimates;
    }

    private static async Task<RunEstimate?> EstimateAsync(NpgsqlConnection connection, RunSpecification run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection).With(
            run.Model, run.Dataset, Json(run.ModelOptions.ToJsonString()), Json(run.Training["batch"]?.ToJsonString() ?? "null"), run.Device, run.Format);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var (seconds, step, epoch) = (reader.GetDouble(1), reader.GetInt64(2), reader.GetDouble(3));
        return Steps(run, step, epoch) is { } steps
            ? new(TimeSpan.FromSeconds(seconds / step * steps), reader.GetFieldValue<long?>(4), reader.GetString(0) == run.Format)
            : null;
    }

    /// <summary>The length in steps, or in epochs of as many steps as the epochs of the other run had.</summary>
    private static double? Steps(RunSpecification run, long step, double epoch)
    {
        if (Number(run.Training["steps"]) is > 0 and var steps)
            return steps;
        return epoch > 0 ? Number(run.Training["epochs"]) * (step / epoch) : null;
    }

    private static double? Number(JsonNode? node) =>
        double.TryParse(node?.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static NpgsqlParameter Json(string text) => new() { Value = text, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
