namespace Mantissa.Data.Embedded;

/// <summary>The private cluster cannot run. The message is one sentence for the person who started the platform: what, and what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
