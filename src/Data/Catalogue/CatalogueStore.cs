using System.Text.Json;
using Mantissa.Catalogue;
using Mantissa.Data.Configurations;
using Mantissa.Data.Notifications;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Catalogue;

/// <summary>
/// What the workers can run. Each worker publishes its own entries when it starts; together they are the platform's catalogue. An entry
/// outlives its worker, so that forms work while a worker restarts and pages about past runs still know what their metrics mean.
/// </summary>
public sealed class CatalogueStore(NpgsqlDataSource database, RunNotifications notifications)
{
    private Cached? cached;

    /// <summary>Adds a worker's entries; where another worker had published an entry of that name, the newest counts.</summary>
    public async Task PublishAsync(string workerId, CatalogueDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var items = Items(document).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // In the order of the key, so that workers that start together do not wait for each other in a circle.
        await using var command = new NpgsqlCommand(
            $"""
            insert into catalogue_item (kind, name, definition, position, worker_id)
            select item.kind, item.name, item.definition::jsonb, item.position, $5
            from unnest($1, $2, $3, $4) as item (kind, name, definition, position)
            order by item.kind, item.name
            on conflict (kind, name) do update set definition = excluded.definition, position = excluded.position,
                worker_id = excluded.worker_id, published_at = now()
            """,
            connection);
        command.Parameters.Add(new() { Value = items.Select(item => item.Kind).ToArray() });
        command.Parameters.Add(new() { Value = items.Select(item => item.Name).ToArray() });
        command.Parameters.Add(new() { Value = items.Select(item => item.Definition).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = items.Select(item => item.Position).ToArray() });
        command.Parameters.Add(new() { Value = workerId });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var notify = new NpgsqlCommand("select pg_notify($1, '')", connection).With(NotificationChannels.Catalogue);
        await notify.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Everything that was published. Kept in memory for as long as changes would be heard.</summary>
    public async Task<CatalogueDocument> GetAsync(CancellationToken cancellationToken)
    {
        var generation = notifications.CatalogueGeneration;
        var listening = notifications.IsListening;
        if (listening && cached is { } known && known.Generation == generation)
            return known.Document;
        var document = await ReadAsync(cancellationToken);
        if (listening)
            cached = new Cached(generation, document);
        return document;
    }

    private async Task<CatalogueDocument> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select kind, definition::text from catalogue_item order by kind, position, name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var definitions = new List<(string Kind, string Text)>();
        while (await reader.ReadAsync(cancellationToken))
            definitions.Add((reader.GetString(0), reader.GetString(1)));
        return new CatalogueDocument
        {
            Models = Of<ModelEntry>("model"),
            Trainers = Of<TrainerEntry>("trainer"),
            Formats = Of<FormatEntry>("format"),
            Datasets = Of<DatasetEntry>("dataset"),
        };

        T[] Of<T>(string kind) => [.. definitions.Where(item => item.Kind == kind).Select(item => JsonColumn.Read<T>(item.Text))];
    }

    private static IEnumerable<(string Kind, string Name, string Definition, int Position)> Items(CatalogueDocument document) =>
    [
        .. document.Models.Select((entry, i) => ("model", entry.Name, Write(entry), i)),
        .. document.Trainers.Select((entry, i) => ("trainer", entry.Name, Write(entry), i)),
        .. document.Formats.Select((entry, i) => ("format", entry.Name, Write(entry), i)),
        .. document.Datasets.Select((entry, i) => ("dataset", entry.Name, Write(entry), i)),
    ];

    private static string Write<T>(T entry) => JsonSerializer.Serialize(entry, CatalogueJson.Options);

    private sealed record Cached(int Generation, CatalogueDocument Document);
}
