namespace Mantissa.Data.Backup;

/// <summary>A backup cannot be made or restored. The message is for the person who asked for it: what, and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
