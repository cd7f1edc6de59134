using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Npgsql;
using NpgsqlTypes;

namespace Mantissa.Data.Uploads;

/// <summary>A set that a worker looks at; <see cref="Attempt"/> fences what it writes.</summary>
public sealed record ClaimedUpload(Guid Id, int Attempt);

/// <summary>
/// Which worker looks at an upload, and what it found. A worker that dies loses its lease, and another one takes over; an upload that ends
/// worker after worker is rejected.
/// </summary>
public sealed class UploadInspections(NpgsqlDataSource database)
{
    /// <summary>So many workers may die of an upload before nobody looks at it any more.</summary>
    public const int MaximumAttempts = 3;

    /// <summary>The channel on which new uploads are announced.</summary>
    public static string Channel => Notifications.NotificationChannels.Upload;

    /// <summary>Takes the oldest upload that nobody looks at.</summary>
    public async Task<ClaimedUpload?> ClaimAsync(string workerId, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var refuse = Create(
            """
            update uploaded_set set status = 'Rejected', inspected_at = clock_timestamp(), lease_expires_at = null, status_reason = $2
            where status = 'Pending' and attempt >= $1 and coalesce(lease_expires_at, 'epoch') < clock_timestamp()
            """,
            MaximumAttempts, $"Looking at it ended {MaximumAttempts} workers, one after another; it is not tried again. The workers' logs may say why.");
        await refuse.ExecuteNonQueryAsync(cancellationToken);
        await using var claim = Create(
            """
            update uploaded_set set attempt = attempt + 1, worker_id = $1, lease_expires_at = clock_timestamp() + $2
            where id = (
                select id from uploaded_set where status = 'Pending' and coalesce(lease_expires_at, 'epoch') < clock_timestamp()
                order by created_at limit 1 for update skip locked)
            returning id, attempt
            """,
            workerId, lease);
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetGuid(0), reader.GetInt32(1)) : null;
    }

    /// <summary>Says that the worker still looks at it.</summary>
    /// <returns>Whether it is still the worker's.</returns>
    public Task<bool> ExtendAsync(ClaimedUpload claim, TimeSpan lease, CancellationToken cancellationToken) =>
        ChangeAsync(claim, "lease_expires_at = clock_timestamp() + $3", cancellationToken, lease);

    /// <summary>Gives it back as if it had never been taken.</summary>
    public Task<bool> ReleaseAsync(ClaimedUpload claim, CancellationToken cancellationToken) =>
        ChangeAsync(claim, "lease_expires_at = null, attempt = attempt - 1", cancellationToken);

    /// <summary>It cannot be used, for a reason in words for a person.</summary>
    public Task<bool> RejectAsync(ClaimedUpload claim, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return ChangeAsync(
            claim, "status = 'Rejected', status_reason = $3, inspected_at = clock_timestamp(), lease_expires_at = null", cancellationToken,
            reason.Replace('\0', '\uFFFD'));
    }

    /// <summary>Runs can train on it from now on.</summary>
    /// <returns>Whether it was still the worker's.</returns>
    public async Task<bool> AcceptAsync(ClaimedUpload claim, UploadReport report, UploadedPreview preview, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(preview);
        await using var accept = Create(
            """
            with accepted as (
                update uploaded_set set status = 'Ready', report = $3, inspected_at = clock_timestamp(), lease_expires_at = null
                where id = $1 and attempt = $2 and status = 'Pending' returning id)
            insert into uploaded_preview (set_id, width, height, content) select id, $4, $5, $6 from accepted
            """,
            claim.Id, claim.Attempt, JsonColumn.Write(report), preview.Width, preview.Height, preview.Content);
        accept.Parameters[2].NpgsqlDbType = NpgsqlDbType.Jsonb;
        return await accept.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<bool> ChangeAsync(ClaimedUpload claim, string assignments, CancellationToken cancellationToken, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await using var command = Create(
            $"update uploaded_set set {assignments} where id = $1 and attempt = $2 and status = 'Pending'", [claim.Id, claim.Attempt, .. values]);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private NpgsqlCommand Create(string sql, params object[] values) => database.CreateCommand(sql).With(values);
}
