namespace Mantissa.Training;

/// <summary>The loss became NaN or infinite. The same specification would do so again, so such a run is never retried.</summary>
public sealed class NonFiniteLossException : Exception
{
    public NonFiniteLossException(long step, string site, string message)
        : base(message)
    {
        Step = step;
        Site = site;
    }

    /// <summary>The step at which it was noticed.</summary>
    public long Step { get; }

    /// <summary>The first tensor, in the order of the computation, that holds a value that is not finite.</summary>
    public string Site { get; }
}
