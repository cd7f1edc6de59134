namespace Mantissa.Web.Accounts;

/// <summary>Who did what, to what, when and from where.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Address { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
}
