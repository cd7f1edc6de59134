namespace Mantissa.Web.Tests.Live;

/// <summary>A clock that is set by hand.</summary>
internal sealed class Clock : TimeProvider
{
    public int Seconds { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Seconds;
}
