namespace Mantissa.Data.Tests.Queue;

/// <summary>A clock that is late or early.</summary>
internal sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
