namespace Mantissa.Data;

/// <summary>Something is not done, for a reason that is for the person who asked: the message says it, with the remedy, and nothing was changed.</summary>
public abstract class RefusedException(string message) : Exception(message);
