namespace Mantissa.Jobs.Hosting;

/// <summary>The worker cannot start; the message is a sentence for the person who started it.</summary>
internal sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
