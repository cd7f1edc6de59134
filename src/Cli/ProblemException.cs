namespace Mantissa.Cli;

/// <summary>Something that the person at the terminal can act on; its message is a sentence for them and is all that they see.</summary>
internal sealed class ProblemException(string message) : Exception(message);
