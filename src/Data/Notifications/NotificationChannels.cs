namespace Mantissa.Data.Notifications;

/// <summary>
/// The channels on which PostgreSQL tells every process what changed. A notification is sent inside the transaction that makes the change,
/// so it arrives when, and only if, the change is visible.
/// </summary>
internal static class NotificationChannels
{
    /// <summary>Payload: run id, space, <see cref="RunChangeKind"/> in lower case.</summary>
    public const string Run = "mantissa_run";

    /// <summary>No payload: a worker published what it can run.</summary>
    public const string Catalogue = "mantissa_catalogue";

    /// <summary>No payload: there is an upload for a worker to look at.</summary>
    public const string Upload = "mantissa_upload";
}
