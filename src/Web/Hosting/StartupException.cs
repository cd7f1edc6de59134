namespace Mantissa.Web.Hosting;

/// <summary>The process cannot start; the message is a sentence for the person who started it.</summary>
public sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
